<#
.SYNOPSIS
    Uploads the result of a query row by row. The list is not written to a file, and values are hashed before they leave the process.
.DESCRIPTION
    -Query is a script block that writes rows: data rows as Invoke-Sqlcmd gives them, or what any other client gives. DBNull counts
    as blank. Where the columns have names of their own, -ColumnMap says what they are; the better way is to name them in the query.
.EXAMPLE
    ./Send-QueryResult.ps1 -AudienceId 120210000000000000 -Query {
        Invoke-Sqlcmd -ServerInstance sql1 -Database Crm -OutputAs DataRows -Query '
            SELECT mail AS Email, mobile AS Phone, given_name AS [First name], country_code AS Country FROM customers WHERE consent = 1'
    }

    From SQL Server, with the module SqlServer.
.EXAMPLE
    ./Send-QueryResult.ps1 -AudienceId 120210000000000000 -Query {
        psql --csv --quiet --command 'SELECT mail AS email, mobile AS phone, country_code AS country FROM customers WHERE consent' | ConvertFrom-Csv
    }

    From PostgreSQL, with psql. For a list that may leave the database as hashes only, see ../warehouse.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $AudienceId,

    [Parameter(Mandatory = $true)]
    [scriptblock] $Query,

    # Maps columns whose names the module does not recognize, for example @{ EMAIL = 'mail_addr' }.
    [hashtable] $ColumnMap,

    # The country of phone numbers and rows without one.
    [string] $DefaultCountry = 'US'
)

$ErrorActionPreference = 'Stop'
$options = @{ AudienceId = $AudienceId; DefaultCountry = $DefaultCountry }
if ($ColumnMap) {
    $options.ColumnMap = $ColumnMap
}

# Clear an older exit code, so that only the client of this query sets it.
$global:LASTEXITCODE = 0
& $Query | Add-MMAudienceUser @options
if ($LASTEXITCODE -ne 0) {
    throw "The query's client ended with exit code $LASTEXITCODE, so the list may be incomplete. Upload it again: an audience contains each person only once."
}
