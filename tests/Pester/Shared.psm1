# What the test files share. Everyone in it is made up: example.com, and telephone numbers reserved for fiction.

$ErrorActionPreference = 'Stop'

$script:ModuleFolder = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'output', 'MessengerMarketing'))

# Imports the module that is staged under output/.
function Import-StagedModule {
    Import-Module -Name $script:ModuleFolder -Global -Force -DisableNameChecking
}

# The folder to import it from in another process or runspace.
function Get-StagedModule {
    $script:ModuleFolder
}

# Starts a sandbox and connects this runspace with it.
function Connect-Sandbox {
    param([hashtable] $Options = @{})

    $sandbox = Start-MMSandbox @Options
    $sandbox | Connect-MMAccount
    $sandbox
}

# Waits until no call has come in for a second, and gives the number of calls. One that was interrupted on its way is counted
# when the server comes to read it, and an upload that goes on behind the scenes is never quiet for long.
function Wait-Quiet {
    param([Parameter(Mandatory = $true)] $Sandbox)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    do {
        if ($clock.Elapsed.TotalSeconds -gt 30) { throw "Calls still come in: $($Sandbox.RequestCount)." }
        $calls = $Sandbox.RequestCount
        Start-Sleep -Seconds 1
    } while ($Sandbox.RequestCount -ne $calls)
    $calls
}

# Creates an audience and gives it as the sandbox sees it: with the people in it.
function New-Audience {
    param([Parameter(Mandatory = $true)] $Sandbox, [string] $Name = 'Spring')

    $created = New-MMCustomAudience -Name $Name -Description 'CRM export' -WarningAction Ignore
    $Sandbox.Audiences | Where-Object Id -EQ $created.Id
}

# Made-up customers, each another person.
function New-Customer {
    param([int] $Count = 1, [int] $First = 1)

    foreach ($number in $First..($First + $Count - 1)) {
        [pscustomobject]@{
            Email        = "person$number@example.com"
            Phone        = '+1 415 555 01{0:00}' -f ($number % 100)
            'First name' = 'Ann'
            'Last name'  = 'Example'
        }
    }
}

# The error of a script block, whether it ended the block or was written.
function Get-Failure {
    param([Parameter(Mandatory = $true)] [scriptblock] $Script)

    try {
        $written = & $Script 2>&1 3>$null | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        $written | Select-Object -First 1
    } catch {
        $_
    }
}

# The first word of an error id: the rest is the cmdlet's class.
function Get-ErrorId {
    param([Parameter(Mandatory = $true)] $ErrorRecord)

    ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
}

# The warnings of a script block.
function Get-Warning {
    param([Parameter(Mandatory = $true)] [scriptblock] $Script)

    @(& $Script 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object { $_.Message })
}

function ConvertTo-Secret {
    param([Parameter(Mandatory = $true)] [string] $Text)

    ConvertTo-SecureString -String $Text -AsPlainText -Force
}

function ConvertFrom-Secret {
    param([Parameter(Mandatory = $true)] [securestring] $Secret)

    [Management.Automation.PSCredential]::new('none', $Secret).GetNetworkCredential().Password
}

# A PowerShell of its own in a runspace of its own, with the module and, when given, a context.
function New-Shell {
    param($Context)

    $shell = [PowerShell]::Create()
    [void]$shell.AddScript('param($Module) $ErrorActionPreference = "Stop"; Import-Module -Name $Module').AddParameter('Module', $script:ModuleFolder).Invoke()
    $shell.Commands.Clear()
    if ($Context) {
        $shell.Runspace.SessionStateProxy.SetVariable('Context', $Context)
    }

    $shell
}

# Runs a script, stops it when the condition holds, and gives how long that took.
function Measure-Stop {
    param([string] $Script, $Context, [scriptblock] $Until = { $true }, [hashtable] $Variables = @{})

    $shell = New-Shell -Context $Context
    try {
        foreach ($name in $Variables.Keys) { $shell.Runspace.SessionStateProxy.SetVariable($name, $Variables[$name]) }
        $running = $shell.AddScript($Script).BeginInvoke()
        $watch = [Diagnostics.Stopwatch]::StartNew()
        do {
            Start-Sleep -Milliseconds 100
            if ($watch.Elapsed.TotalSeconds -gt 15) { throw 'It did not come as far.' }
        } until (& $Until)
        Start-Sleep -Milliseconds 200
        if ($running.IsCompleted) { throw "It ended too early: $($shell.InvocationStateInfo.Reason)" }
        $watch.Restart()
        $shell.Stop()
        $watch.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $watch.ElapsedMilliseconds
    } finally {
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }
}

# A server that says whatever a test wants: -Answer gets method, path and body and gives @{ Status = ..; Body = .. }.
# What a real server would never say (an e-mail address in an error message) cannot be had from the sandbox.
function Start-FakeServer {
    param([Parameter(Mandatory = $true)] [scriptblock] $Answer)

    $listener = $null
    foreach ($attempt in 1..20) {
        $port = Get-Random -Minimum 20000 -Maximum 60000
        $listener = New-Object Net.HttpListener
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        try {
            $listener.Start()
            break
        } catch {
            $listener = $null
        }
    }

    $requests = [Collections.ArrayList]::Synchronized((New-Object Collections.ArrayList))
    $shell = [PowerShell]::Create()
    [void]$shell.AddScript({
        param($Listener, $Answer, $Requests)
        $say = [scriptblock]::Create($Answer)
        while ($Listener.IsListening) {
            try { $call = $Listener.GetContext() } catch { break }
            $body = (New-Object IO.StreamReader $call.Request.InputStream).ReadToEnd()
            [void]$Requests.Add(@{ Method = $call.Request.HttpMethod; Path = $call.Request.Url.AbsolutePath; Body = $body })
            $what = & $say $call.Request.HttpMethod $call.Request.Url.AbsolutePath $body
            $bytes = [Text.Encoding]::UTF8.GetBytes($what.Body)
            $call.Response.StatusCode = $what.Status
            $call.Response.ContentType = 'application/json'
            $call.Response.OutputStream.Write($bytes, 0, $bytes.Length)
            $call.Response.Close()
        }
    }).AddParameters(@{ Listener = $listener; Answer = "$Answer"; Requests = $requests })
    [void]$shell.BeginInvoke()
    [pscustomobject]@{ BaseUri = "http://127.0.0.1:$port/"; Requests = $requests; Listener = $listener; Shell = $shell }
}

function Stop-FakeServer {
    param([Parameter(Mandatory = $true)] $Server)

    $Server.Listener.Close()
    [void]$Server.Shell.BeginStop($null, $null)
}

# The program that runs this PowerShell, and the library that it is when it was installed as a .NET tool and dotnet runs it.
function Get-PowerShellCommand {
    $program = (Get-Process -Id $PID).Path
    $program
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path -Path $PSHOME -ChildPath 'pwsh.dll' }
}

# Runs this PowerShell in another process, with the arguments and the input that are given, and gives what it prints.
function Invoke-PowerShell {
    $program, $library = Get-PowerShellCommand
    $arguments = @($library | Where-Object { $_ }) + $args
    if ($MyInvocation.ExpectingInput) { $input | & $program $arguments } else { & $program $arguments }
}

# How to start a script in another process of this PowerShell, for tests that do not wait for its end. Its output is redirected.
function New-ScriptStartInfo {
    param([Parameter(Mandatory = $true)] [string] $Script, [hashtable] $Variables = @{})

    $program, $library = Get-PowerShellCommand
    $info = New-Object Diagnostics.ProcessStartInfo $program
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Script))
    $info.Arguments = "-NoProfile -NonInteractive -EncodedCommand $encoded"
    if ($library) { $info.Arguments = "`"$library`" $($info.Arguments)" }
    $info.UseShellExecute = $false
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    foreach ($name in $Variables.Keys) { $info.EnvironmentVariables[$name] = $Variables[$name] }
    $info
}

# Runs a script in another process of this PowerShell and gives what it prints.
function Invoke-Process {
    param([Parameter(Mandatory = $true)] [string] $Script, [hashtable] $Variables = @{})

    $before = @{}
    try {
        foreach ($name in $Variables.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item -LiteralPath "Env:$name" -Value $Variables[$name]
        }

        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ProgressPreference = 'SilentlyContinue'; $Script"))
        Invoke-PowerShell -NoProfile -NonInteractive -EncodedCommand $encoded
    } finally {
        foreach ($name in $before.Keys) {
            Set-Item -LiteralPath "Env:$name" -Value $before[$name]
        }
    }
}

Export-ModuleMember -Function *
