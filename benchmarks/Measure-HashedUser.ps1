<#
.SYNOPSIS
    Measures how many objects ConvertTo-MMHashedUser -Path writes, beside the objects that Import-Csv writes from the same file.
.DESCRIPTION
    Stage a Release build first: dotnet build module -c Release. Run the script in a fresh process. Both commands run in turns, several times in
    one process, because what a process keeps could slow down later calls. Processor time is that of the whole process: other work on the
    machine does not count, and the threads that hash do.
.OUTPUTS
    An object for each turn: Call, ObjectsPerSecond, ObjectsPerCpuSecond, and how many times the processor time of Import-Csv it takes.
.EXAMPLE
    ./benchmarks/Measure-HashedUser.ps1 -Rows 100000 -Calls 5
#>
[CmdletBinding()]
param(
    # Rows of the list, which has ten columns.
    [ValidateRange(1, 10000000)]
    [int] $Rows = 100000,

    # How many times both commands run.
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
