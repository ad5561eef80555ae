using System;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>A customer file cannot be read. The message says where and why; it never carries what stands there.</summary>
public sealed class CustomerFileException : Exception
{
    /// <summary>An exception that says what is wrong with the file.</summary>
    public CustomerFileException(string message)
        : base(SafeText.SingleLine(message))
    {
    }
}
