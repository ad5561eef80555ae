# What the webhook tests share: somebody who sends deliveries as Meta does.

$ErrorActionPreference = 'Stop'

Add-Type -AssemblyName System.Net.Http
Import-Module "$PSScriptRoot/Shared.psm1"

$script:AppSecret = '0123456789abcdef0123456789abcdef'
$script:VerifyToken = 'quux-verify-token'
$script:Http = New-Object Net.Http.HttpClient

function Get-WebhookSecret { ConvertTo-Secret $script:AppSecret }

function Get-VerifyToken { ConvertTo-Secret $script:VerifyToken }

# A port that nobody listens on. It is below those that systems give to whoever asks for any port, so that no server or client of
# another test gets it in the meantime.
function Get-FreePort {
    foreach ($attempt in 1..100) {
        $port = Get-Random -Minimum 20000 -Maximum 32000
        $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback, $port)
        try {
            $listener.Start()
            return $port
        } catch {
            Write-Verbose "Port ${port} is taken."
        } finally {
            $listener.Stop()
        }
    }

    throw 'There is no free port.'
}

# The header X-Hub-Signature-256 of a body.
function New-Signature {
    param([Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Body)

    $hmac = New-Object Security.Cryptography.HMACSHA256 (, [Text.Encoding]::ASCII.GetBytes($script:AppSecret))
    'sha256=' + [BitConverter]::ToString($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($Body))).Replace('-', '').ToLowerInvariant()
}

# Posts a body and gives the status of the answer. A signature of its own is made unless one is given; '' sends none.
function Send-Webhook {
    param([Parameter(Mandatory = $true)] [string] $Uri, [Parameter(Mandatory = $true)] [string] $Body, [string] $Signature = (New-Signature $Body))

    $request = New-Object Net.Http.HttpRequestMessage ([Net.Http.HttpMethod]::Post, $Uri)
    $request.Content = New-Object Net.Http.StringContent ($Body, [Text.Encoding]::UTF8, 'application/json')
    if ($Signature) { [void]$request.Headers.TryAddWithoutValidation('X-Hub-Signature-256', $Signature) }
    [int]$script:Http.SendAsync($request).GetAwaiter().GetResult().StatusCode
}

# Asks as Meta does before it sends anything: gives status and body of the answer.
function Send-Handshake {
    param([Parameter(Mandatory = $true)] [string] $Uri, [string] $Token = $script:VerifyToken)

    $answer = $script:Http.GetAsync("$Uri`?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=$Token").GetAwaiter().GetResult()
    "$([int]$answer.StatusCode) $($answer.Content.ReadAsStringAsync().GetAwaiter().GetResult())"
}

# A delivery of a person's message.
function New-MessageBody {
    param([int] $Number = 1, [string] $Text = 'quux words')

    '{"object":"page","entry":[{"id":"1","time":0,"messaging":[{"sender":{"id":"77700' + $Number + '"},"recipient":{"id":"1"},"timestamp":' + $Number + ',"message":{"mid":"m' + $Number + '","text":"' + $Text + '"}}]}]}'
}

# A delivery of an opt-in.
function New-OptInBody {
    '{"object":"page","entry":[{"id":"1","time":0,"messaging":[{"sender":{"id":"777001"},"recipient":{"id":"1"},"timestamp":1767225600000,"optin":{"type":"notification_messages","payload":"spring","notification_messages_token":"quux-subscriber-token","notification_messages_timezone":"America/New_York","user_token_status":"REFRESHED","title":"Weekly offers"}}]}]}'
}

# A delivery of an upload status.
function New-StatusBody {
    param([string] $AudienceId, [int] $Rows, [int] $Lower = 105, [int] $Upper = 120, [string] $Status = 'SUCCESS', [long] $Timestamp = 1767225600)

    '{"object":"page","entry":[{"id":"1","time":0,"changes":[{"field":"marketing_messages_subscriber_upload_status","value":{"app_id":12313123123123,"page_id":1,"custom_audience_id":' + $AudienceId +
        ',"ad_account_id":12348141984909088,"timestamp":' + $Timestamp + ',"num_rows":' + $Rows + ',"business_id":2,"approximate_count_lower_bound":' + $Lower + ',"approximate_count_upper_bound":' + $Upper + ',"batch_uploading_status":"' + $Status + '"}}]}]}'
}

# Runs Watch-MMWebhook in a runspace of its own, and returns once it listens.
function Start-Watch {
    param([int] $Port = (Get-FreePort), [hashtable] $Parameters = @{}, [string] $Then = '')

    $all = @{ Port = $Port; AppSecret = Get-WebhookSecret; VerifyToken = Get-VerifyToken }
    foreach ($name in $Parameters.Keys) { $all[$name] = $Parameters[$name] }
    $shell = New-Shell
    $shell.Runspace.SessionStateProxy.SetVariable('Parameters', $all)
    $output = New-Object 'Management.Automation.PSDataCollection[psobject]'
    $nothing = New-Object 'Management.Automation.PSDataCollection[psobject]'
    $nothing.Complete()
    [void]$shell.AddScript("`$ErrorActionPreference = 'Continue'; Watch-MMWebhook @Parameters $Then")
    $running = $shell.GetType().GetMethods().Where({ $_.Name -eq 'BeginInvoke' -and $_.GetParameters().Count -eq 2 })[0].MakeGenericMethod([psobject], [psobject]).Invoke($shell.PSObject.BaseObject, [object[]]@($nothing.PSObject.BaseObject, $output.PSObject.BaseObject))
    Wait-Until { $running.IsCompleted -or (Test-Port $Port) }
    [pscustomobject]@{ Shell = $shell; Running = $running; Output = $output; Port = $Port; Uri = "http://127.0.0.1:$Port/" }
}

# Waits until a watch has ended by itself, and gives what it wrote.
function Complete-Watch {
    param([Parameter(Mandatory = $true)] $Watch)

    try {
        Wait-Until { $Watch.Running.IsCompleted }
        , @($Watch.Output.ReadAll())
    } finally {
        Stop-Watch $Watch
    }
}

# Stops a watch as Ctrl+C does.
function Stop-Watch {
    param([Parameter(Mandatory = $true)] $Watch)

    $Watch.Shell.Stop()
    $Watch.Shell.Runspace.Dispose()
    $Watch.Shell.Dispose()
}

function Test-Port {
    param([Parameter(Mandatory = $true)] [int] $Port)

    $client = New-Object Net.Sockets.TcpClient
    try {
        $client.Connect([Net.IPAddress]::Loopback, $Port)
        $true
    } catch {
        $false
    } finally {
        $client.Dispose()
    }
}

function Wait-Until {
    param([Parameter(Mandatory = $true)] [scriptblock] $Condition, [int] $Seconds = 60)

    # Not $watch: the conditions speak of one, and would see this.
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) { throw "It did not happen within $Seconds seconds: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

Export-ModuleMember -Function *
