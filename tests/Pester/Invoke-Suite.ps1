<#
.SYNOPSIS
    Runs the Pester suite, or some of its files, on the module staged under output/.
.DESCRIPTION
    Works in PowerShell 7 and in Windows PowerShell 5.1, in whichever it is started. Most files run one after the other in this process, each in
    a runspace of its own: they share compiled code but no session. A file that needs a fresh process says so in its first line, with the
    comment "# Runs in its own process", and gets one when the whole suite runs.

    Each file gives one JSON line:
    {"file":"Upload.Tests.ps1","passed":12,"failed":0,"skipped":0,"seconds":1.5,"failures":[{"name":"...","message":"..."}]}
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1
.EXAMPLE
    pwsh -NoProfile -File ./tests/Pester/Invoke-Suite.ps1 -Path ./tests/Pester/Upload.Tests.ps1 -Output Detailed
#>
[CmdletBinding(DefaultParameterSetName = 'Path')]
param(
    # Test files. All, unless some are named.
    [Parameter(ParameterSetName = 'Path')]
    [string[]] $Path,

    # The file that results are added to.
    [Parameter(ParameterSetName = 'Path')]
    [string] $ResultPath,

    # A named pipe of this machine: reads paths of test files from it, one a line, and answers each with its JSON line.
    [Parameter(ParameterSetName = 'Pipe', Mandatory = $true)]
    [string] $PipeName,

    # What Pester prints while it runs.
    [ValidateSet('None', 'Normal', 'Detailed')]
    [string] $Output = 'Normal'
)

$ErrorActionPreference = 'Stop'

# The build of tests/MessengerMarketing.Module.Tests puts the pinned Pester here; without that build, an installed one is used.
$modules = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'test-modules'))
if (Test-Path -LiteralPath $modules) {
    $env:PSModulePath = $modules + [IO.Path]::PathSeparator + $env:PSModulePath
}

# Runs a file and gives its result.
function Invoke-TestFile {
    param([string] $File)

    # Pester would look for a missing file in every folder.
    if (-not (Test-Path -LiteralPath $File -PathType Leaf)) { throw "There is no file $File." }
    # What a process has once is as before after each file.
    $environment = [Environment]::GetEnvironmentVariables()
    $rendering = if ($PSStyle) { $PSStyle.OutputRendering }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $runspace = [RunspaceFactory]::CreateRunspace($Host)
    $shell = [PowerShell]::Create()
    try {
        $runspace.Open()
        $shell.Runspace = $runspace
        $running = $shell.AddScript({
            param($File, $Verbosity)
            $ErrorActionPreference = 'Stop'
            Import-Module -Name Pester -MinimumVersion 5.5.0 -MaximumVersion 5.99.99
            $configuration = New-PesterConfiguration
            $configuration.Run.Path = $File
            $configuration.Run.PassThru = $true
            $configuration.Output.Verbosity = $Verbosity
            $configuration.Should.ErrorAction = 'Continue'
            Invoke-Pester -Configuration $configuration
        }).AddParameters(@{ File = $File; Verbosity = $Output }).BeginInvoke()
        # In short waits, between which Ctrl+C is heard.
        while (-not $running.AsyncWaitHandle.WaitOne(200)) { }
        $run = $shell.EndInvoke($running) | Select-Object -Last 1
    } finally {
        $shell.Dispose()
        $runspace.Dispose()
        # Set-Item removes a variable whose value is $null. SetEnvironmentVariable would get an empty text, and keep it.
        foreach ($name in @([Environment]::GetEnvironmentVariables().Keys) + @($environment.Keys) | Select-Object -Unique) {
            Set-Item -LiteralPath "Env:$name" -Value $environment[$name]
        }

        if ($PSStyle) { $PSStyle.OutputRendering = $rendering }
    }

    # A file that cannot even be read, or whose BeforeAll fails, has failures without failing tests.
    $broken = @($run.FailedContainers) + @($run.FailedBlocks)
    $failures = @(
        foreach ($test in @($run.Failed) + $broken) {
            $name = if ($test.ExpandedPath) { $test.ExpandedPath } else { "$test" }
            @{ name = $name; message = @($test.ErrorRecord | ForEach-Object { "$_" }) -join [Environment]::NewLine }
        }
    )
    [ordered]@{
        file     = Split-Path -Path $File -Leaf
        passed   = $run.PassedCount
        failed   = $run.FailedCount + $broken.Count
        skipped  = $run.SkippedCount + $run.NotRunCount
        seconds  = [Math]::Round($clock.Elapsed.TotalSeconds, 1)
        failures = $failures
    }
}

if ($PipeName) {
    $pipe = New-Object IO.Pipes.NamedPipeClientStream '.', $PipeName, InOut
    $pipe.Connect(60000)
    $reader = New-Object IO.StreamReader $pipe
    $writer = New-Object IO.StreamWriter $pipe
    $writer.AutoFlush = $true
    while ($file = $reader.ReadLine()) {
        $result = try {
            Invoke-TestFile $file
        } catch {
            [ordered]@{ file = Split-Path -Path $file -Leaf; passed = 0; failed = 1; skipped = 0; seconds = 0; failures = @(@{ name = $file; message = "$_" }) }
        }

        $writer.WriteLine((ConvertTo-Json -InputObject $result -Compress -Depth 4))
    }

    return
}

$all = -not $Path
if ($all) {
    $Path = Get-ChildItem -Path $PSScriptRoot -Filter *.Tests.ps1 | Sort-Object -Property Name | ForEach-Object { $_.FullName }
}

$failed = foreach ($file in $Path) {
    if ($all -and (Get-Content -LiteralPath $file -TotalCount 1) -like '# Runs in its own process*') {
        Import-Module -Name "$PSScriptRoot/Shared.psm1"
        $arguments = @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $PSCommandPath, '-Path', $file, '-Output', $Output)
        if ($ResultPath) { $arguments += '-ResultPath', $ResultPath }
        Invoke-PowerShell @arguments | Out-Host
        if ($LASTEXITCODE -ne 0) { Split-Path -Path $file -Leaf }
        continue
    }

    $result = Invoke-TestFile ([IO.Path]::GetFullPath([IO.Path]::Combine($PWD.ProviderPath, $file)))
    if ($ResultPath) { [IO.File]::AppendAllText($ResultPath, (ConvertTo-Json -InputObject $result -Compress -Depth 4) + "`n") }
    if ($result.failed) { $result.file }
}

if ($failed) {
    [Console]::Error.WriteLine("These files have failing tests: $($failed -join ', ')")
    exit 1
}
