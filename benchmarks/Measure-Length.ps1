<#
.SYNOPSIS
    Measures the time per row and the memory for lists of several lengths. Uploads go to a server that discards them.
.DESCRIPTION
    Run the script in a new process. Memory is the growth of the working set since the module was imported and connected.
.PARAMETER Folder
    The folder with the lists. The name of each file is its number of rows, for example 10000.csv.
.OUTPUTS
    JSON with one object per list: Rows, MicrosecondsPerRow, and WorkingSetOverIdleMiB.
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

# A warm-up, so that the code is compiled before the measurement.
$null = Measure-List $lists[0].FullName ([long] $lists[0].BaseName)
ConvertTo-Json -AsArray @($lists | ForEach-Object { Measure-List $_.FullName ([long] $_.BaseName) })
