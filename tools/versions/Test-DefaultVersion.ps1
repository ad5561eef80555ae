<#
.SYNOPSIS
Fails when the default version of the Graph API ends soon.
.DESCRIPTION
Reads the table of versions that the module ships with, and compares the end of the default version in the Marketing API with the date. A scheduled
workflow runs it, so that a release with a newer default is made in time. It reads only the table: when Meta announces a date, add it there.
.EXAMPLE
./tools/versions/Test-DefaultVersion.ps1
.EXAMPLE
./tools/versions/Test-DefaultVersion.ps1 -Date 2027-06-01 -MinDays 120
#>
[CmdletBinding()]
param(
    # The table of versions.
    [string] $Path = "$PSScriptRoot/../../src/MessengerMarketing.Core/Graph/Versions/graph-versions.tsv",

    # The day to compare with.
    [datetime] $Date = [datetime]::UtcNow.Date,

    # The number of days that must be left.
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
