"""The office in a browser: pages for those who enter, check, approve and read figures."""
