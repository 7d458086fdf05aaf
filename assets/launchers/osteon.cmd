@echo off
rem The command `osteon` of a package: the app without a window. `start /wait` waits for it and passes its
rem exit code on, which a program of the graphical subsystem does not do by itself.
start "" /b /wait "%~dp0..\osteon-viewer.exe" --command --disable-gpu --no-sandbox --log-level=3 -- %*
exit /b %errorlevel%
