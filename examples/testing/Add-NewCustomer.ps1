<#
.SYNOPSIS
    An example script to test: uploads the customers of a file who are not blocked.
    Add-NewCustomer.Tests.ps1 shows how to test it without a Meta account.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $AudienceId,

    [Parameter(Mandatory = $true)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
$receipts = Import-Csv -LiteralPath $Path |
    Where-Object Blocked -NE 'yes' |
    Add-MMAudienceUser -AudienceId $AudienceId -WarningAction SilentlyContinue

[pscustomobject]@{
    Sent     = ($receipts | Measure-Object -Property Rows -Sum).Sum
    Rejected = ($receipts | Measure-Object -Property Rejected -Sum).Sum
    Complete = @($receipts | Where-Object Status -NE 'Accepted').Count -eq 0
}
