<#
.SYNOPSIS
    Measures the module in one run: from file to batches, a pipeline from Import-Csv, the time per row by length of the list, memory, and
    the import time.
.DESCRIPTION
    The run also measures SHA-256 of the platform, Import-Csv | Out-Null, and the same work in a hand-written script and in a
    Python script. Uploads go to a local server that discards them. A list of 50 million rows needs 2.5 GB in the temporary
    folder.
.EXAMPLE
    ./benchmarks/Measure-Pipeline.ps1 -Rows 200000 -LongRows 50000000
#>
[CmdletBinding()]
param(
    [long] $Rows = 200000,
    [long] $EncodeRows = 1000000,
    [long] $PeerRows = 20000,
    [long] $LongRows = 5000000,
    [int] $Runs = 5
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$project = Join-Path $PSScriptRoot 'MessengerMarketing.Benchmarks'
$module = Join-Path $PSScriptRoot '../output/MessengerMarketing'
# Installed as a .NET tool, PowerShell is a library that dotnet runs.
$program = (Get-Process -Id $PID).Path
$library = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
dotnet build $project --configuration Release --nologo --verbosity quiet
dotnet build (Join-Path $PSScriptRoot '../module') --configuration Release --nologo --verbosity quiet
$program = Join-Path $project 'bin/Release/net10.0/MessengerMarketing.Benchmarks.dll'
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
$lengthsFolder = New-Item -ItemType Directory -Path (Join-Path $folder 'lengths')

function New-List([string] $Path, [long] $Count) {
    dotnet $program generate $Path --rows $Count
    $Path
}

# Alternates, so that other work on the machine affects all of them equally. The best run of each counts.
function Measure-ByTurns([Collections.Specialized.OrderedDictionary] $Scripts) {
    $best = @{}
    foreach ($run in 0..$Runs) {
        foreach ($name in $Scripts.Keys) {
            $seconds = (Measure-Command $Scripts[$name]).TotalSeconds
            # A warm-up, so that the code is compiled before the measurement.
            if ($run -gt 0) {
                $best[$name] = if ($best[$name]) { [Math]::Min($best[$name], $seconds) } else { $seconds }
            }
        }
    }
    $best
}

try {
    $list = New-List (Join-Path $folder 'list.csv') $Rows
    $encodeList = New-List (Join-Path $folder 'encode.csv') $EncodeRows
    $peerList = New-List (Join-Path $folder 'peer.csv') $PeerRows
    $lengths = @(10000, 100000, 1000000, 10000000, 50000000 | Where-Object { $_ -lt $LongRows }) + $LongRows
    $lengthLists = @($lengths | ForEach-Object { New-List (Join-Path $lengthsFolder "$_.csv") $_ })
    $load = if (Test-Path /proc/loadavg) { (Get-Content /proc/loadavg).Split(' ')[0] }

    $encode = dotnet $program encode $encodeList --runs $Runs | ConvertFrom-Json
    $script = (Measure-Command { & (Join-Path $PSScriptRoot 'peers/HandWritten.ps1') -Path $peerList | Out-Null }).TotalSeconds
    $python = if (Get-Command python3 -ErrorAction Ignore) { python3 (Join-Path $PSScriptRoot 'peers/helper.py') $peerList }

    $import = & (Join-Path $PSScriptRoot 'Measure-Import.ps1')

    Import-Module $module -Force
    $start = [Diagnostics.ProcessStartInfo] @{ FileName = 'dotnet'; Arguments = "`"$program`" discard"; RedirectStandardOutput = $true; UseShellExecute = $false }
    $server = [Diagnostics.Process]::Start($start)
    $address = $server.StandardOutput.ReadLine()
    $context = Connect-MMAccount -PassThru -AdAccountId 1 -PageId 1 -BaseUri $address -AccessToken (ConvertTo-SecureString 'synthetic-token' -AsPlainText -Force)
    $upload = @{ AudienceId = '1'; Context = $context }
    $seconds = Measure-ByTurns ([ordered]@{
            Read     = { Import-Csv $list | Out-Null }
            Pipeline = { Import-Csv $list | Add-MMAudienceUser @upload | Out-Null }
            Path     = { Add-MMAudienceUser -Path $list @upload | Out-Null }
        })

    [pscustomobject]@{
        'Processors'                                   = [Environment]::ProcessorCount
        'load average before'                          = $load
        'file to batches, rows/s'                      = $encode.RowsPerSecond
        'SHA-256 of the platform alone, rows/s'        = $encode.PlatformHashRowsPerSecond
        'file to batches by that'                      = '{0:P0}' -f $encode.ShareOfPlatformHash
        'Python script, rows/s'                        = [long] $python
        'hand-written script, rows/s'                  = [long] ($PeerRows / $script)
        'Import-Csv | Out-Null, rows/s'                = [long] ($Rows / $seconds.Read)
        'Import-Csv | Add-MMAudienceUser, rows/s'      = [long] ($Rows / $seconds.Pipeline)
        'share of Import-Csv | Out-Null'               = '{0:P0}' -f ($seconds.Read / $seconds.Pipeline)
        'Add-MMAudienceUser -Path, rows/s'             = [long] ($Rows / $seconds.Path)
        'Import-Module, best of 8, ms'                 = $import[0].BestMs
        'PowerShell''s Utility module likewise, ms'     = $import[1].BestMs
    }
    $encodedLengths = dotnet $program lengths $lengthLists | ConvertFrom-Json
    $uploadedLengths = & $program @library -NoProfile -File (Join-Path $PSScriptRoot 'Measure-Length.ps1') -Folder $lengthsFolder -BaseUri $address | ConvertFrom-Json

    for ($i = 0; $i -lt $lengths.Count; $i++) {
        [pscustomobject]@{
            'rows of the list'                              = $lengths[$i]
            'file to batches, microseconds/row'             = $encodedLengths[$i].MicrosecondsPerRow
            'Add-MMAudienceUser -Path, microseconds/row'    = $uploadedLengths[$i].MicrosecondsPerRow
            'working set over idle so far, MiB'             = $uploadedLengths[$i].WorkingSetOverIdleMiB
        }
    }
} finally {
    if ($server) {
        $server.Kill()
    }
    Remove-Item $folder -Recurse -Force
}
