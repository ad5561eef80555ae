# The suite on a hostile machine: busy, in other cultures and time zones, as another user, with a home that cannot be written, with little disk, and on
# a slow link. The limits are real ones of Linux, in namespaces of their own, so that nothing else is slowed down or filled up.

$script:cultures = @(
    @{ Culture = 'tr_TR.UTF-8'; TimeZone = 'UTC' }
    @{ Culture = 'de_DE.UTF-8'; TimeZone = 'America/St_Johns' }
    @{ Culture = 'ar_SA.UTF-8'; TimeZone = 'Asia/Kathmandu' }
    @{ Culture = 'th_TH.UTF-8'; TimeZone = 'Pacific/Kiritimati' }
    @{ Culture = 'fa_IR.UTF-8'; TimeZone = 'Pacific/Pago_Pago' }
    @{ Culture = 'sv_SE.UTF-8'; TimeZone = 'UTC' }
)

# Not on a slow link: what simulates a link of its own, in less time, and what needs a browser or sends floods.
$script:notOnSlowLink = 'FullyQualifiedName!~Browser', 'FullyQualifiedName!~SlowUplink', 'FullyQualifiedName!~Stall', 'FullyQualifiedName!~Flood', 'FullyQualifiedName!~Load' -join '&'

# In a short run: what depends on files, rights, the culture, the clock, and the network.
$script:shortFilter = '(' + (('Tests.Storage', 'Tests.Text', 'Customers.Normalization', 'Uploads.Journal', 'InboxTests', 'ContactHistory', 'SuppressionFile', 'MessageJournal', 'UploadOverHttp', 'BatchOnTheWire', 'AudienceClientAgainstSandbox' |
            ForEach-Object { "FullyQualifiedName~$_" }) -join '|') + ')'

function Invoke-HostileMachine {
    param([string] $Root, [switch] $Short, [switch] $WithPester)
    $suite = if ($WithPester) { Join-Path $Root 'MessengerAudience.sln' } else { Join-Path $Root 'tests/MessengerMarketing.Core.Tests' }
    $filter = if ($Short) { $script:shortFilter }
    Invoke-BesideHog -Suite $suite -Filter $filter
    foreach ($place in $script:cultures) {
        $environment = @{ LC_ALL = $place.Culture; LANG = $place.Culture; TZ = $place.TimeZone }
        Invoke-TestRun -Path $suite -Filter $filter -Environment $environment -Name "in $($place.Culture -replace '\..*'), $($place.TimeZone)"
    }

    if (-not $IsLinux) {
        return New-ProofResult -Name 'other user, small disk, slow link' -Result skipped -Detail 'needs Linux'
    }

    unshare --mount --net true 2>$null
    if ($LASTEXITCODE) {
        return New-ProofResult -Name 'other user, small disk, slow link' -Result skipped -Detail 'needs the right to create namespaces'
    }

    Invoke-AsOtherUser -Root $Root -Filter $filter
    Invoke-WithSmallDisk -Suite $suite -Filter $filter
    Invoke-WithSlowLink -Suite (Join-Path $Root 'tests/MessengerMarketing.Core.Tests') -Filter $filter
}

# One process per processor that does nothing but compute.
function Invoke-BesideHog {
    param([string] $Suite, [string] $Filter)
    $program = (Get-Process -Id $PID).Path
    # Installed as a .NET tool, PowerShell is a library that dotnet runs.
    $library = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    $hogs = foreach ($i in 1..[Environment]::ProcessorCount) {
        Start-Process $program -ArgumentList ($library + '-NoProfile', '-Command', "while (Get-Process -Id $PID -ErrorAction Ignore) { foreach (`$i in 1..1000000) { } }") -PassThru
    }
    try {
        Invoke-TestRun -Path $Suite -Filter $Filter -Name 'beside a processor hog'
    } finally {
        $hogs | Stop-Process -Force
    }
}

# A copy of the repository with its built tests, for a user who may write to the temporary folder and to nothing else, his home included.
function Invoke-AsOtherUser {
    param([string] $Root, [string] $Filter)
    $folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
    try {
        $copy = Join-Path $folder 'repository'
        git clone --quiet $Root $copy
        $built = 'tests/MessengerMarketing.Core.Tests/bin/Debug/net10.0'
        New-Item -ItemType Directory -Force -Path (Split-Path (Join-Path $copy $built)) | Out-Null
        Copy-Item (Join-Path $Root $built) (Join-Path $copy $built) -Recurse
        $temporary = New-Item -ItemType Directory -Path (Join-Path $folder 'temporary')
        $homeFolder = New-Item -ItemType Directory -Path (Join-Path $folder 'home')
        chmod -R a+rX $folder
        chmod 0555 $homeFolder
        chown -R nobody $temporary
        $prefix = 'setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', 'env', "HOME=$homeFolder", "TMPDIR=$temporary", "DOTNET_CLI_HOME=$temporary", "XDG_DATA_HOME=$homeFolder", 'DOTNET_NOLOGO=1'
        Invoke-TestRun -Path (Join-Path $copy "$built/MessengerMarketing.Core.Tests.dll") -Filter $Filter -Prefix $prefix -ResultFolder "$temporary/results" -Name 'as another user, read-only home'
    } finally {
        Remove-Item $folder -Recurse -Force
    }
}

# Temporary files on a disk of 64 MB.
function Invoke-WithSmallDisk {
    param([string] $Suite, [string] $Filter)
    $mount = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
    try {
        $script = "mount -t tmpfs -o size=64m tmpfs '$mount' && export TMPDIR='$mount' && exec `"`$@`""
        Invoke-TestRun -Path $Suite -Filter $Filter -Prefix 'unshare', '--mount', 'sh', '-c', $script, 'sh' -Name 'with 64 MB of disk'
    } finally {
        Remove-Item $mount -Recurse -Force
    }
}

# Loopback at 1.6 Mbit/s, for everything that the sandbox and the receiver exchange with their clients. The test host talks to the runner there, too.
function Invoke-WithSlowLink {
    param([string] $Suite, [string] $Filter)
    if (-not (Get-Command tc -ErrorAction Ignore)) {
        return New-ProofResult -Name 'at 1.6 Mbit/s' -Result skipped -Detail 'needs the program tc'
    }

    # The device takes packets of 64 KiB, and a bucket of that size would drop them.
    $script = 'ip link set lo mtu 1500 up && tc qdisc add dev lo root tbf rate 1600kbit burst 64kb latency 2s && exec "$@"'
    Invoke-TestRun -Path $Suite -Filter (@($Filter, $script:notOnSlowLink | Where-Object { $_ }) -join '&') -Prefix 'unshare', '--net', 'sh', '-c', $script, 'sh' -Name 'at 1.6 Mbit/s'
}
