<#
.SYNOPSIS
    Measures how long a watcher takes to resume in a long inbox, and the cost of replaying the inbox.
.DESCRIPTION
    Stage a Release build first: dotnet build module -c Release. Each command runs in its own process. Processor time excludes the start
    of PowerShell, the import of the module, and other work on the machine.
.OUTPUTS
    One object per command: Command, Events, CpuSeconds, Seconds, BytesRead, and PeakMiB (the peak working set of the process). BytesRead is
    the number of bytes read from files. It is available only on Linux.
.EXAMPLE
    ./benchmarks/Measure-Inbox.ps1 -Deliveries 500000
#>
[CmdletBinding()]
param(
    # The number of deliveries in the inbox. Each contains one message.
    [ValidateRange(1000, 100000000)]
    [int] $Deliveries = 500000,

    # Writes lines without the ids of their events, as earlier versions did.
    [switch] $WithoutIds
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot '../output/MessengerMarketing'
$folder = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid())"
$inbox = Join-Path $folder 'inbox.jsonl'

# Compiled, because a script would need several minutes.
Add-Type -TypeDefinition @'
using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

public static class InboxGenerator
{
    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    public static long Write(string path, int deliveries, int marked, bool withoutIds)
    {
        long mark = 0;
        using (var file = new BufferedStream(File.Create(path), 1 << 20))
        {
            for (int number = 1; number <= deliveries; number++)
            {
                long time = 1790000000000 + number;
                string item = "{\"sender\":{\"id\":\"777" + number + "\"},\"recipient\":{\"id\":\"1\"},\"timestamp\":" + time
                    + ",\"message\":{\"mid\":\"m" + number + "\",\"text\":\"words " + number + "\"}}";
                string body = "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":" + time + ",\"messaging\":[" + item + "]}]}";
                string hash = Hash(body);
                string events = withoutIds ? "" : "\"events\":[\"" + Hash("page\n1\n" + time + "\nmessage\n" + item).Substring(0, 32) + "\"],";
                string received = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString("o");
                byte[] line = Encoding.UTF8.GetBytes("{\"sequence\":" + number + ",\"received\":\"" + received + "\",\"sha256\":\"" + hash + "\"," + events + "\"body\":\"" + body.Replace("\"", "\\\"") + "\"}\n");
                file.Write(line, 0, line.Length);
                mark += number < marked ? line.Length : 0;
            }
        }

        return mark;
    }
}
'@

function Measure-Process([string] $Command) {
    $script = @"
`$ErrorActionPreference = 'Stop'
Import-Module '$module'
`$secret = [Security.SecureString]::new()
'0123456789abcdef0123456789abcdef'.ToCharArray() | ForEach-Object { `$secret.AppendChar(`$_) }
`$process = [Diagnostics.Process]::GetCurrentProcess()
function Get-BytesRead { if (`$IsLinux) { [long] ((Get-Content /proc/self/io -TotalCount 1) -replace '\D') } }
`$read = Get-BytesRead
`$before = `$process.TotalProcessorTime
`$clock = [Diagnostics.Stopwatch]::StartNew()
`$events = ($Command | Measure-Object).Count
`$seconds = `$clock.Elapsed.TotalSeconds
`$process.Refresh()
[pscustomobject]@{
    Events     = `$events
    CpuSeconds = [Math]::Round((`$process.TotalProcessorTime - `$before).TotalSeconds, 2)
    Seconds    = [Math]::Round(`$seconds, 2)
    BytesRead  = if (`$IsLinux) { (Get-BytesRead) - `$read }
    PeakMiB    = [long] (`$process.PeakWorkingSet64 / 1MB)
} | ConvertTo-Json -Compress
"@
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
    $result = & pwsh -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded | ConvertFrom-Json
    $result | Select-Object @{ Name = 'Command'; Expression = { $Command.Replace($inbox, 'inbox.jsonl').Replace(' -AppSecret $secret', '').Replace(' -Port 0', '') } }, *
}

function Set-Position([long] $Offset, [long] $Sequence) { [IO.File]::WriteAllText("$inbox.position", "$Offset $Sequence 0".PadRight(79) + "`n") }

try {
    [void](New-Item -ItemType Directory -Path $folder)
    $next = $Deliveries - 100
    $offset = [InboxGenerator]::Write($inbox, $Deliveries, $next, $WithoutIds)
    Set-Position $offset $next
    Measure-Process "Watch-MMWebhook -InboxPath '$inbox' -Resume -First 1 -Port 0 -AppSecret `$secret -WarningAction SilentlyContinue"
    Measure-Process "Get-MMWebhookEvent '$inbox'"
    Set-Position 0 1
    Measure-Process "Watch-MMWebhook -InboxPath '$inbox' -Resume -First $Deliveries -Port 0 -AppSecret `$secret -WarningAction SilentlyContinue"
} finally {
    Remove-Item -LiteralPath $folder -Recurse -ErrorAction Ignore
}
