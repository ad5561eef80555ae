using System;
using System.Management.Automation;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Cmdlets;

/// <summary>The content parameters that all forms of an opt-in request have in common.</summary>
public abstract class OptInRequestCmdlet : PageCmdlet
{
    /// <summary>Text that the opt-in webhook returns, to identify the request. The default is the title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Payload { get; set; }

    /// <summary>The people's time zone as an IANA name, such as Asia/Ho_Chi_Minh.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Aspect ratio that the image is cropped to: HORIZONTAL (1.91:1) or SQUARE.</summary>
    [Parameter]
    public OptInImageAspectRatio? ImageAspectRatio { get; set; }

    /// <summary>Text of the button. The default is GET_UPDATES.</summary>
    [Parameter]
    public OptInCallToAction? CallToAction { get; set; }

    /// <summary>Whether Meta asks again when the subscription is about to expire. Use <c>-Reoptin:$false</c> to turn this off.</summary>
    [Parameter]
    public SwitchParameter Reoptin { get; set; }

    /// <summary>Creates the request. If it is not valid, the cmdlet ends with an error.</summary>
    private protected OptInRequest CreateRequest(string? title, string? imageUrl, OptInElement[] elements)
    {
        try
        {
            return new OptInRequest
            {
                Title = title,
                ImageUrl = imageUrl,
                Elements = elements,
                Payload = Payload,
                TimeZone = TimeZone,
                ImageAspectRatio = ImageAspectRatio,
                CallToAction = CallToAction,
                Reoptin = MyInvocation.BoundParameters.ContainsKey(nameof(Reoptin)) ? Reoptin.IsPresent : null,
            }.Checked();
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
            throw;
        }
    }
}
