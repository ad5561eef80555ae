using System;
using MessengerMarketing.Customers;

namespace MessengerMarketing.Uploads;

/// <summary>A list contains IDs within an app, but the app ID is unknown.</summary>
internal sealed class AppIdMissingException(SchemaKey key) : ArgumentException($"{key} is an ID within an app, but the app ID is not specified.", nameof(UploadOptions.AppIds));
