<#
.SYNOPSIS
    Measures the module in PowerShell: a pipeline from Import-Csv, memory with a long file, and the time of an import.
.DESCRIPTION
    Every rate stands beside one measured in the same run: Import-Csv | Out-Null, the same work by a hand-written script, and the
    same work by a Python script. Uploads go to a server on loopback that discards them.
.EXAMPLE
    ./benchmarks/Measure-Pipeline.ps1 -Rows 200000
#>
[CmdletBinding()]
param(
    [long] $Rows = 200000,
    [long] $PeerRows = 20000,
    [long] $LongRows = 5000000,
    [int] $Runs = 3
)

$ErrorActionPreference = 'Stop'
$project = Join-Path $PSScriptRoot 'MessengerMarketing.Benchmarks'
$module = Join-Path $PSScriptRoot '../output/MessengerMarketing'
dotnet build $project --configuration Release --nologo --verbosity quiet
dotnet build (Join-Path $PSScriptRoot '../module') --configuration Release --nologo --verbosity quiet
$program = Join-Path $project 'bin/Release/net10.0/MessengerMarketing.Benchmarks.dll'
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))

function Measure-Best([scriptblock] $Script) {
    # Once before it counts, so that the compiler has done its work.
    $null = Measure-Command $Script
    (1..$Runs | ForEach-Object { (Measure-Command $Script).TotalSeconds } | Measure-Object -Minimum).Minimum
}

try {
    $list = Join-Path $folder 'list.csv'
    $peerList = Join-Path $folder 'peer.csv'
    dotnet $program generate $list --rows $Rows
    dotnet $program generate $peerList --rows $PeerRows

    $import = 1..5 | ForEach-Object {
        & (Get-Process -Id $PID).Path -NoProfile -Command "(Measure-Command { Import-Module '$module' }).TotalMilliseconds"
    } | ForEach-Object { [double] $_ } | Measure-Object -Minimum

    Import-Module $module -Force
    $start = [Diagnostics.ProcessStartInfo] @{ FileName = 'dotnet'; Arguments = "`"$program`" discard"; RedirectStandardOutput = $true; UseShellExecute = $false }
    $server = [Diagnostics.Process]::Start($start)
    $context = Connect-MMAccount -PassThru -AdAccountId 1 -PageId 1 -BaseUri $server.StandardOutput.ReadLine() -AccessToken (ConvertTo-SecureString 'synthetic-token' -AsPlainText -Force)
    $upload = @{ AudienceId = '1'; Context = $context }

    $read = Measure-Best { Import-Csv $list | Out-Null }
    $pipeline = Measure-Best { Import-Csv $list | Add-MMAudienceUser @upload | Out-Null }
    $path = Measure-Best { Add-MMAudienceUser -Path $list @upload | Out-Null }
    $script = (Measure-Command { & (Join-Path $PSScriptRoot 'peers/HandWritten.ps1') -Path $peerList | Out-Null }).TotalSeconds
    $python = if (Get-Command python3 -ErrorAction Ignore) { python3 (Join-Path $PSScriptRoot 'peers/helper.py') $peerList }

    $long = Join-Path $folder 'long.csv'
    dotnet $program generate $long --rows $LongRows
    [GC]::Collect()
    $process = Get-Process -Id $PID
    $idle = $process.WorkingSet64
    $peak = 0
    Add-MMAudienceUser -Path $long @upload | ForEach-Object {
        $process.Refresh()
        $peak = [Math]::Max($peak, $process.WorkingSet64)
    }

    [pscustomobject]@{
        'Processors'                                   = [Environment]::ProcessorCount
        'Rows'                                         = $Rows
        'Import-Csv | Out-Null, rows/s'                = [long] ($Rows / $read)
        'Import-Csv | Add-MMAudienceUser, rows/s'      = [long] ($Rows / $pipeline)
        'share of Import-Csv | Out-Null'               = '{0:P0}' -f ($read / $pipeline)
        'Add-MMAudienceUser -Path, rows/s'             = [long] ($Rows / $path)
        'hand-written script, rows/s'                  = [long] ($PeerRows / $script)
        'Python script, rows/s'                        = [long] $python
        'rows of the long file'                        = $LongRows
        'working set over idle, MiB'                   = [long] (($peak - $idle) / 1MB)
        'Import-Module, best of 5, ms'                 = [long] $import.Minimum
    }
} finally {
    if ($server) {
        $server.Kill()
    }
    Remove-Item $folder -Recurse -Force
}
