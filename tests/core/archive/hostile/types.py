"""Files of kinds that are not taken: what servers and systems run, pages, and what says it is something else."""

from tests.core.archive.hostile.case import Case, with_file

_RUN = """
x.php x.PHP x.php5 x.phtml x.phar x.pht x.phps x.asp x.aspx x.ashx x.jsp x.jspx x.cfm x.cgi x.fcgi x.pl x.py x.rb x.sh
x.bash x.exe x.dll x.so x.bat x.cmd x.ps1 x.vbs x.wsf x.hta x.jar x.war x.class x.msi x.scr x.lnk x.url x.reg x.shtml
.htaccess .HTACCESS .htpasswd web.config .user.ini php.ini x.htaccess
x.php.png x.phtml.json x.php.jpg x.asp.txt x.phar.svg x.shtml.md x.jsp.css
"""
_OTHER = """
x.html x.htm x.xhtml x.xht x.mht x.svgz x.zip x.rar x.7z x.tar x.gz x.h5p x.iso x.wasm x.mjs x.ts x.swift x.sqlite
x.xsl x.xslt x.rss x.appcache x.webmanifest x x. x.json~ x.js%00 x.unknown json
"""
_DISGUISED = [
    ("png", b"<!DOCTYPE html><script>alert(1)</script>"),
    ("jpg", b"\n\n  <html><body onload=alert(1)>"),
    ("gif", b"<?php system($_GET['c']); ?>"),
    ("jpeg", b"\xef\xbb\xbf<script>alert(1)</script>"),
    ("woff", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("mp4", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"),
    ("pdf", b"<?= 1 ?>"),
    ("doc", b"<html></html>"),
    ("png", b"MZ" + b"\0" * 62 + b"PE\0\0" + b"\0" * 60),
    ("txt", b"\x7fELF\x02\x01\x01" + b"\0" * 60),
    ("md", b"#!/bin/sh\nrm -rf /\n"),
    ("json", b"#! /usr/bin/env python\n"),
    ("txt", b"\xca\xfe\xba\xbe\0\0\0\x34"),
    ("docx", b"this is no Office document"),
]


def cases() -> list[Case]:
    found = [Case(f"runs {name}", "executable", with_file(f"content/{name}")) for name in _RUN.split()]
    found += [
        Case(f"runs, in a library: {name}", "executable", with_file(f"H5P.X-1.0/{name}"))
        for name in ("x.php", ".htaccess")
    ]
    found += [
        Case(f"type {name}", "name" if name == "x." else "type", with_file(f"content/{name}"))
        for name in _OTHER.split()
    ]
    found += [
        Case(f"disguised {kind} {start[:20]!r}", "disguised", with_file(f"content/x.{kind}", start))
        for kind, start in _DISGUISED
    ]
    return [
        *found,
        Case(
            "a page with a script",
            "type",
            with_file("content/x.html", b"<script>alert(document.cookie)</script>"),
        ),
        Case("the only thing it has is at the top", "type", with_file("README", b"x")),
    ]
