# A PostgreSQL server of a test file, with a folder of its own and no TCP port.

# The program that creates a server. Debian keeps it out of the path, in a folder for each version.
function Find-PostgreSql {
    $initdb = @(Get-Command -Name initdb -CommandType Application -ErrorAction Ignore | ForEach-Object Source) +
        @(Get-Item -Path /usr/lib/postgresql/*/bin/initdb -ErrorAction Ignore | Sort-Object { [int]$_.Directory.Parent.Name } -Descending | ForEach-Object FullName) |
        Select-Object -First 1
    $psql = Get-Command -Name psql -CommandType Application -ErrorAction Ignore
    if ($initdb -and $psql -and [IO.Path]::DirectorySeparatorChar -ne '\') {
        $initdb
    } else {
        Write-Host 'PostgreSQL is not installed here (initdb and psql), so the tests that need it are skipped.'
    }
}

function Invoke-Server {
    param([string] $Program, [string[]] $Arguments)

    # The server refuses to run as root.
    $runAs = if ((id -u) -eq '0') { 'runuser', '-u', $script:Owner, '--' } else { 'env' }
    $command, $rest = @($runAs) + (Join-Path $script:Programs $Program) + $Arguments
    $said = & $command $rest 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "$Program ended with exit code ${LASTEXITCODE}: $said"
    }
}

# Starts a server, and sets the environment variables with which psql finds it and is found.
function Start-PostgreSql {
    param([Parameter(Mandatory = $true)] [string] $InitDb)

    $script:Programs = Split-Path $InitDb
    $script:Owner = if (id -u postgres 2>$null) { 'postgres' } else { 'nobody' }
    # The path of a socket has to be shorter than 108 bytes.
    $script:Folder = Join-Path ([IO.Path]::GetTempPath()) "mmpg$([guid]::NewGuid().ToString('N').Substring(0, 8))"
    [void](New-Item -ItemType Directory -Path $script:Folder)
    if ((id -u) -eq '0') {
        chown $script:Owner $script:Folder
    }

    Push-Location $script:Folder
    try {
        Invoke-Server initdb '--pgdata', "$script:Folder/data", '--username', 'test', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'
        Invoke-Server pg_ctl '--pgdata', "$script:Folder/data", '--log', "$script:Folder/log", '--wait', '--options', "-c listen_addresses='' -c fsync=off -k $script:Folder", 'start'
    } catch {
        $log = if (Test-Path -LiteralPath "$script:Folder/log") { [IO.File]::ReadAllText("$script:Folder/log") }
        throw "$_ $log"
    } finally {
        Pop-Location
    }

    $script:Before = @{}
    # Debian's psql in the path is a Perl script that takes several times as long as the program that it starts.
    $path = $script:Programs + [IO.Path]::PathSeparator + $env:PATH
    $settings = @{ PGHOST = $script:Folder; PGUSER = 'test'; PGDATABASE = 'postgres'; PGCLIENTENCODING = 'UTF8'; PATH = $path }
    foreach ($name in $settings.Keys) {
        $script:Before[$name] = [Environment]::GetEnvironmentVariable($name)
        Set-Item -LiteralPath "Env:$name" -Value $settings[$name]
    }
}

function Stop-PostgreSql {
    foreach ($name in $script:Before.Keys) {
        Set-Item -LiteralPath "Env:$name" -Value $script:Before[$name]
    }

    Push-Location $script:Folder
    try {
        Invoke-Server pg_ctl '--pgdata', "$script:Folder/data", '--mode', 'immediate', '--wait', 'stop'
    } finally {
        Pop-Location
    }

    Remove-Item -LiteralPath $script:Folder -Recurse -Force
}

# Runs psql with these arguments and gives what it prints.
function Invoke-Query {
    param([string[]] $Arguments)

    $said = psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 @Arguments 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "psql ended with exit code ${LASTEXITCODE}: $said"
    }

    $said
}

# Runs a statement and gives its rows as objects.
function Invoke-Sql {
    param([string] $Statement)

    Invoke-Query '--csv', '--command', $Statement | ConvertFrom-Csv
}

Export-ModuleMember -Function Find-PostgreSql, Start-PostgreSql, Stop-PostgreSql, Invoke-Query, Invoke-Sql
