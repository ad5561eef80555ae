# Runs the suite on a hostile machine: with busy processors, in other cultures and time zones, as another user with a read-only home folder, with little
# disk space, and on a slow link. Linux enforces the limits in separate namespaces, so that no other process is affected.

$script:cultures = @(
    @{ Culture = 'tr_TR.UTF-8'; TimeZone = 'UTC' }
    @{ Culture = 'de_DE.UTF-8'; TimeZone = 'America/St_Johns' }
    @{ Culture = 'ar_SA.UTF-8'; TimeZone = 'Asia/Kathmandu' }
    @{ Culture = 'th_TH.UTF-8'; TimeZone = 'Pacific/Kiritimati' }
    @{ Culture = 'fa_IR.UTF-8'; TimeZone = 'Pacific/Pago_Pago' }
    @{ Culture = 'sv_SE.UTF-8'; TimeZone = 'UTC' }
)

# Tests that do not run on a slow link: they simulate their own link, need a browser or the internet, send floods of requests, send 80 MB, or have a time limit
# in seconds, which other tests on the same link can use up.
$script:notOnSlowLink = ('Browser', 'SlowUplink', 'Stall', 'Flood', 'Load', 'Conformance', 'A_limit_above_500_counts_as_500', 'A_full_memory_refuses_further_deliveries',
    'A_client_that_sends_a_large_body_without_a_signature_still_reads_the_refusal', 'within_five_seconds' | ForEach-Object { "FullyQualifiedName!~$_" }) -join '&'

# The tests of a short run: they depend on files, permissions, the culture, the clock, or the network.
$script:shortFilter = '(' + (('Tests.Storage', 'Tests.Text', 'Customers.Normalization', 'Uploads.Journal', 'InboxTests', 'ContactHistory', 'SuppressionFile', 'MessageJournal', 'UploadOverHttp', 'BatchOnTheWire', 'AudienceClientAgainstSandbox' |
            ForEach-Object { "FullyQualifiedName~$_" }) -join '|') + ')'

function Invoke-HostileMachine {
    param([string] $Root, [switch] $Short, [switch] $WithPester)
    $suite = if ($WithPester) { Join-Path $Root 'MessengerAudience.sln' } else { Join-Path $Root 'tests/MessengerMarketing.Core.Tests' }
    $filter = if ($Short) { $script:shortFilter }
    # The counts of this part are not on the page, and another user cannot write to the file.
    $env:MM_PROOF_RESULTS = $null

    # Each run has a culture and a time zone, except for the slow link, which leaves out tests.
    $places = [Collections.Generic.Queue[hashtable]]::new()
    foreach ($place in $script:cultures) {
        $places.Enqueue(@{ Environment = @{ LC_ALL = $place.Culture; LANG = $place.Culture; TZ = $place.TimeZone }; Name = "$($place.Culture -replace '\..*'), $($place.TimeZone)" })
    }
    Invoke-WithBusyProcessor -Suite $suite -Filter $filter -Place $places.Dequeue()

    $runs = [Collections.Generic.List[hashtable]]::new()
    $problem = if (-not $IsLinux) { 'needs Linux' } elseif (-not (Test-Namespace)) { 'needs permission to create namespaces' }
    if (-not $problem) {
        $runs.Add(@{ Command = 'Invoke-WithSlowLink'; Arguments = @{ Suite = Join-Path $Root 'tests/MessengerMarketing.Core.Tests'; Filter = $filter } })
        $runs.Add(@{ Command = 'Invoke-AsOtherUser'; Arguments = @{ Root = $Root; Filter = $filter; Place = $places.Dequeue() } })
        $runs.Add(@{ Command = 'Invoke-WithSmallDisk'; Arguments = @{ Suite = $suite; Filter = $filter; Place = $places.Dequeue() } })
    }
    foreach ($place in $places) {
        $runs.Add(@{ Command = 'Invoke-TestRun'; Arguments = @{ Path = $suite; Filter = $filter; Environment = $place.Environment; Name = "in $($place.Name)" } })
    }

    # Two at the same time, because a run often waits, on the slow link most of the time.
    $module = Join-Path $PSScriptRoot 'Proof.psm1'
    $results = $runs | ForEach-Object -ThrottleLimit 2 -Parallel {
        Import-Module $using:module
        $command, $arguments = $_.Command, $_.Arguments
        & $command @arguments
    }
    $results | Sort-Object Name
    if ($problem) {
        New-ProofResult -Name 'other user, small disk, slow link' -Result skipped -Detail $problem
    }
}

# Returns whether this user can create namespaces for mounts and networks.
function Test-Namespace {
    unshare --mount --net true 2>$null
    $LASTEXITCODE -eq 0
}

# Runs the tests next to one process per processor that only computes.
function Invoke-WithBusyProcessor {
    param([string] $Suite, [string] $Filter, [hashtable] $Place)
    $program = (Get-Process -Id $PID).Path
    # Installed as a .NET tool, PowerShell is a library that dotnet runs.
    $library = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    $hogs = foreach ($i in 1..[Environment]::ProcessorCount) {
        Start-Process $program -ArgumentList ($library + '-NoProfile', '-Command', "while (Get-Process -Id $PID -ErrorAction Ignore) { foreach (`$i in 1..1000000) { } }") -PassThru
    }
    try {
        Invoke-TestRun -Path $Suite -Filter $Filter -Environment $Place.Environment -Name "with busy processors, $($Place.Name)"
    } finally {
        $hogs | Stop-Process -Force
    }
}

# Runs the built tests in a copy of the repository, as a user who can write only to a temporary folder.
function Invoke-AsOtherUser {
    param([string] $Root, [string] $Filter, [hashtable] $Place)
    $folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
    try {
        $copy = Join-Path $folder 'repository'
        Copy-Repository -Root $Root -Path $copy
        $built = 'tests/MessengerMarketing.Core.Tests/bin/Debug/net10.0'
        New-Item -ItemType Directory -Force -Path (Split-Path (Join-Path $copy $built)) | Out-Null
        Copy-Item (Join-Path $Root $built) (Join-Path $copy $built) -Recurse
        $temporary = New-Item -ItemType Directory -Path (Join-Path $folder 'temporary')
        $homeFolder = New-Item -ItemType Directory -Path (Join-Path $folder 'home')
        chmod -R a+rX $folder
        chmod 0555 $homeFolder
        chown -R nobody $temporary
        $prefix = 'setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', 'env', "HOME=$homeFolder", "TMPDIR=$temporary", "DOTNET_CLI_HOME=$temporary", "XDG_DATA_HOME=$homeFolder", 'DOTNET_NOLOGO=1'
        Invoke-TestRun -Path (Join-Path $copy "$built/MessengerMarketing.Core.Tests.dll") -Filter $Filter -Prefix $prefix -Environment $Place.Environment -ResultFolder "$temporary/results" -Name "as another user, read-only home, $($Place.Name)"
    } finally {
        Remove-Item $folder -Recurse -Force
    }
}

# Runs the tests with a disk of 64 MB for temporary files.
function Invoke-WithSmallDisk {
    param([string] $Suite, [string] $Filter, [hashtable] $Place)
    $mount = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
    try {
        $script = "mount -t tmpfs -o size=64m tmpfs '$mount' && export TMPDIR='$mount' && exec `"`$@`""
        Invoke-TestRun -Path $Suite -Filter $Filter -Prefix 'unshare', '--mount', 'sh', '-c', $script, 'sh' -Environment $Place.Environment -Name "with 64 MB of disk, $($Place.Name)"
    } finally {
        Remove-Item $mount -Recurse -Force
    }
}

# Runs the tests with a loopback device that is limited to 1.6 Mbit/s. The test host uses it to talk to the runner, too.
function Invoke-WithSlowLink {
    param([string] $Suite, [string] $Filter)
    if (-not (Get-Command tc -ErrorAction Ignore)) {
        return New-ProofResult -Name 'at 1.6 Mbit/s' -Result skipped -Detail 'needs the program tc'
    }

    # By default, packets on loopback have up to 64 KiB, and a bucket of that size drops them.
    $script = 'ip link set lo mtu 1500 up && tc qdisc add dev lo root tbf rate 1600kbit burst 64kb latency 2s && exec "$@"'
    Invoke-TestRun -Path $Suite -Filter (@($Filter, $script:notOnSlowLink | Where-Object { $_ }) -join '&') -Prefix 'unshare', '--net', 'sh', '-c', $script, 'sh' -Name 'at 1.6 Mbit/s'
}
