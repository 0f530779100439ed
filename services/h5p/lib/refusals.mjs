// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong as JSON: {code, details}. Lumi's own errors by their names; of others only that there was one.
import H5P from '@lumieducation/h5p-server';

const { AggregateH5pError, H5pError } = H5P;

export function refusals(error, req, res, next) {
    if (res.headersSent) {
        next(error);
        return;
    }
    if (error instanceof H5pError) {
        const details = error instanceof AggregateH5pError ? error.getErrors().map((one) => one.errorId) : [];
        res.status(error.httpStatusCode).json({ code: error.errorId, details: [...new Set(details)].slice(0, 20) });
    } else if (error.status >= 400 && error.status < 500) {
        // The body was no JSON, or too large (body-parser).
        res.status(error.status).json({ code: error.type ?? 'refused', details: [] });
    } else if (error.message === 'Metadata does not conform to schema.') {
        res.status(400).json({ code: 'invalid-metadata', details: [] });
    } else {
        console.error(`${req.get('X-Request-ID') ?? ''} ${error.stack}`);
        res.status(500).json({ code: 'unexpected', details: [] });
    }
}
