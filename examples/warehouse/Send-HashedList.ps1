<#
.SYNOPSIS
    Uploads a list from PostgreSQL, which normalizes and hashes it. Only hashes leave the database.
.DESCRIPTION
    Runs postgresql.sql with psql, and uploads the rows as they arrive. The script never holds the whole list in memory. It needs the module
    and a connection (Connect-MMAccount), and the settings of psql (PGHOST, PGDATABASE, PGUSER, ...). Several machines can upload one list,
    each with its own -Shard.

    This script only adds people. Sync-HashedList.ps1 also removes people who left the list.
.EXAMPLE
    ./Send-HashedList.ps1 -AudienceId 120210000000000000
.EXAMPLE
    ./Send-HashedList.ps1 -AudienceId 120210000000000000 -Shard 0 -ShardCount 4
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $AudienceId,

    # The part of the list to upload, from 0.
    [ValidateRange(0, 999)]
    [int] $Shard = 0,

    # The number of parts.
    [ValidateRange(1, 1000)]
    [int] $ShardCount = 1
)

$ErrorActionPreference = 'Stop'
if ($Shard -ge $ShardCount) {
    throw "There is no shard $Shard of ${ShardCount}: shards are numbered from 0 to $($ShardCount - 1)."
}

$query = Join-Path $PSScriptRoot 'postgresql.sql'
psql --csv --quiet --no-psqlrc --set ON_ERROR_STOP=1 --set FETCH_COUNT=10000 --set "shards=$ShardCount" --set "shard=$Shard" --file $query |
    ConvertFrom-Csv |
    Add-MMAudienceUser -AudienceId $AudienceId -AlreadyHashed

if ($LASTEXITCODE -ne 0) {
    throw "psql ended with exit code $LASTEXITCODE, so the list may be incomplete. Upload it again: an audience contains each person only once."
}
