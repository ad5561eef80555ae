<#
.SYNOPSIS
    Compares how many objects per second ConvertTo-MMHashedUser -Path and Import-Csv write from the same file.
.DESCRIPTION
    Stage a Release build first: dotnet build module -c Release. Run the script in a new process. The commands alternate several times in
    one process, because retained memory could slow down later calls. Processor time is that of the whole process: it includes the hashing
    threads, but not other work on the machine.
.OUTPUTS
    One object per call: Call, ObjectsPerSecond, ObjectsPerCpuSecond, and TimesImportCsvCpu (the processor time relative to Import-Csv).
.EXAMPLE
    ./benchmarks/Measure-HashedUser.ps1 -Rows 100000 -Calls 5
#>
[CmdletBinding()]
param(
    # The number of rows. The list has ten columns.
    [ValidateRange(1, 10000000)]
    [int] $Rows = 100000,

    # How often each command runs.
    [ValidateRange(1, 100)]
    [int] $Calls = 5
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../output/MessengerMarketing')
$list = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).csv"
$process = [Diagnostics.Process]::GetCurrentProcess()

function Measure-Call([scriptblock] $Script) {
    $process.Refresh()
    $before = $process.TotalProcessorTime
    $clock = [Diagnostics.Stopwatch]::StartNew()
    & $Script | Out-Null
    $process.Refresh()
    [pscustomobject]@{ Seconds = $clock.Elapsed.TotalSeconds; CpuSeconds = ($process.TotalProcessorTime - $before).TotalSeconds }
}

try {
    $lines = [Collections.Generic.List[string]]::new()
    $lines.Add('email,phone,gender,date of birth,last name,first name,city,state,zip,country')
    for ($i = 0; $i -lt $Rows; $i++) {
        $lines.Add(('customer{0}@example.com,+1 ({1}) 555-01{2:00},f,19{3:00}-{4:00}-{5:00},Smith,Mary,Springfield,IL,{6:00000},US' -f
                $i, (200 + $i % 700), ($i % 100), (40 + $i % 60), (1 + $i % 12), (1 + $i % 28), (10000 + $i % 89999)))
    }
    [IO.File]::WriteAllLines($list, $lines)

    foreach ($call in 1..$Calls) {
        $import = Measure-Call { Import-Csv -LiteralPath $list }
        $hashed = Measure-Call { ConvertTo-MMHashedUser -LiteralPath $list }
        [pscustomobject]@{
            Call                = $call
            ObjectsPerSecond    = [long] ($Rows / $hashed.Seconds)
            ObjectsPerCpuSecond = [long] ($Rows / $hashed.CpuSeconds)
            TimesImportCsvCpu   = [Math]::Round($hashed.CpuSeconds / $import.CpuSeconds, 2)
        }
    }
} finally {
    Remove-Item -LiteralPath $list -ErrorAction Ignore
}
