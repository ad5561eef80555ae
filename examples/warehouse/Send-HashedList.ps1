<#
.SYNOPSIS
    Uploads a list that lives in PostgreSQL and is hashed there: nothing but hashes leaves the database.
.DESCRIPTION
    Runs postgresql.sql, which stands beside this script, with psql and uploads what it prints, row by row; the list is never held
    as a whole. Needs the module and a connection (Connect-MMAccount), and psql's own settings (PGHOST, PGDATABASE, PGUSER ...).
    Started on several machines, each with a -Shard of its own, it uploads parts of one list side by side.
.EXAMPLE
    ./Send-HashedList.ps1 -AudienceId 120210000000000000
.EXAMPLE
    ./Send-HashedList.ps1 -AudienceId 120210000000000000 -Shard 0 -ShardCount 4
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $AudienceId,

    # The part of the list that is uploaded, from 0.
    [ValidateRange(0, 999)]
    [int] $Shard = 0,

    # How many parts there are.
    [ValidateRange(1, 1000)]
    [int] $ShardCount = 1
)

$ErrorActionPreference = 'Stop'
if ($Shard -ge $ShardCount) {
    throw "Shard $Shard is none of $ShardCount, which are numbered from 0 to $($ShardCount - 1)."
}

$query = Join-Path $PSScriptRoot 'postgresql.sql'
psql --csv --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set "shards=$ShardCount" --set "shard=$Shard" --file $query |
    ConvertFrom-Csv |
    Add-MMAudienceUser -AudienceId $AudienceId -AlreadyHashed

if ($LASTEXITCODE -ne 0) {
    throw "psql ended with exit code $LASTEXITCODE, so the list may have been cut short. Upload it again: who is in the audience already stays there once."
}
