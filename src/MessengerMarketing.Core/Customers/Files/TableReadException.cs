using System;

namespace MessengerMarketing.Customers.Files;

/// <summary>A row of a table cannot be read. The message contains the reason, but never the content.</summary>
internal sealed class TableReadException(string message) : Exception(message);
