<#
.SYNOPSIS
Fails if the default version of the Graph API ends soon.
.DESCRIPTION
Compares the date with the end of the default version of the Marketing API in the version table of the module. A scheduled workflow runs the
script, so that there is time to release a newer default. The script reads only the table: when Meta announces a date, add it there.
.EXAMPLE
./tools/versions/Test-DefaultVersion.ps1
.EXAMPLE
./tools/versions/Test-DefaultVersion.ps1 -Date 2027-06-01 -MinDays 120
#>
[CmdletBinding()]
param(
    # The table of versions.
    [string] $Path = "$PSScriptRoot/../../src/MessengerMarketing.Core/Graph/Versions/graph-versions.tsv",

    # The date to compare with.
    [datetime] $Date = [datetime]::UtcNow.Date,

    # The minimum number of days until the end of the default version.
    [int] $MinDays = 90
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

$versions = @(Get-Content -LiteralPath $Path | Where-Object { $_ -and -not $_.StartsWith('#') } |
    ConvertFrom-Csv -Delimiter "`t" -Header Name, Released, GraphEnd, MarketingEnd, Use)
$default = @($versions | Where-Object Use -EQ 'default')
if ($default.Count -ne 1) {
    throw "The table must have one default version, and has $($default.Count)."
}

if ($default[0].MarketingEnd -eq '-') {
    "The default version $($default[0].Name) has no announced end."
    return
}

$end = [datetime]::ParseExact($default[0].MarketingEnd, 'yyyy-MM-dd', [cultureinfo]::InvariantCulture)
$days = ($end - $Date.Date).Days
if ($days -lt $MinDays) {
    throw "The default version $($default[0].Name) ends on $($default[0].MarketingEnd), in $days days. Choose a newer default in graph-versions.tsv, and release the module."
}

"The default version $($default[0].Name) ends on $($default[0].MarketingEnd), in $days days."
