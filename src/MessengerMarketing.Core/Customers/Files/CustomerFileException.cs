using System;
using MessengerMarketing.Text;

namespace MessengerMarketing.Customers.Files;

/// <summary>A customer file cannot be read. The message contains the position and the reason, but never the content.</summary>
public sealed class CustomerFileException : Exception
{
    /// <summary>Creates an exception with a description of the problem.</summary>
    public CustomerFileException(string message, CustomerFileProblem problem = CustomerFileProblem.Other)
        : base(SafeText.SingleLine(message))
    {
        Problem = problem;
    }

    /// <summary>What is wrong.</summary>
    public CustomerFileProblem Problem { get; }
}
