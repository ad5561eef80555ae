<#
.SYNOPSIS
    Measures what a row costs in lists of several lengths, and how much memory a list takes, from a file to a server that discards.
.DESCRIPTION
    Run it in a fresh process. Memory is what the process has beyond its working set after the module was imported and connected.
.PARAMETER Folder
    The lists, each named by its rows: 10000.csv.
.OUTPUTS
    JSON, an object a list: Rows, MicrosecondsPerRow, WorkingSetOverIdleMiB.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [uri] $BaseUri,
    [long] $MinRowsMeasured = 2000000
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module (Join-Path $PSScriptRoot '../output/MessengerMarketing')
$context = Connect-MMAccount -PassThru -AdAccountId 1 -PageId 1 -BaseUri $BaseUri -AccessToken (ConvertTo-SecureString 'synthetic-token' -AsPlainText -Force)
$process = [Diagnostics.Process]::GetCurrentProcess()
[GC]::Collect()
$process.Refresh()
$idle = $process.WorkingSet64
$script:peak = 0

function Measure-List([string] $Path, [long] $Rows) {
    $best = [double]::MaxValue
    for ($measured = 0; $measured -lt [Math]::Max($Rows, $MinRowsMeasured); $measured += $Rows) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Add-MMAudienceUser -Path $Path -AudienceId 1 -Context $context | ForEach-Object {
            $process.Refresh()
            $script:peak = [Math]::Max($script:peak, $process.WorkingSet64)
        }
        $best = [Math]::Min($best, $clock.Elapsed.TotalSeconds)
    }
    [pscustomobject]@{
        Rows                  = $Rows
        MicrosecondsPerRow    = [Math]::Round($best * 1000000 / $Rows, 3)
        WorkingSetOverIdleMiB = [long] (($script:peak - $idle) / 1MB)
    }
}

$lists = @(Get-ChildItem $Folder -Filter *.csv | Sort-Object { [long] $_.BaseName })

# Once before it counts, so that the compiler has done its work.
$null = Measure-List $lists[0].FullName ([long] $lists[0].BaseName)
ConvertTo-Json -AsArray @($lists | ForEach-Object { Measure-List $_.FullName ([long] $_.BaseName) })
