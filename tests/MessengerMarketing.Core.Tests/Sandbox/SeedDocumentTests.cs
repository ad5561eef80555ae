using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MessengerMarketing.Sandbox;
using Xunit;

namespace MessengerMarketing.Tests.Sandbox;

/// <summary>
/// The requests from Meta's page on growing an audience, options 1 and 3. Only the placeholders are filled in, and missing or extra commas in
/// the JSON are corrected.
/// </summary>
public class SeedDocumentTests
{
    private static readonly SandboxOptions Known = new()
    {
        AccessToken = "SYSTEM_USER_ACCESS_TOKEN", AdAccountId = "1001", PageId = "2002",
    };

    [Fact]
    public async Task Step_1_creates_an_audience()
    {
        using var client = new SandboxClient(Known);

        GraphReply reply = await Create(client);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(client.Server.Audiences[0].Id, (string?)reply.Json["id"]);
    }

    [Fact]
    public async Task Step_2_uploads_three_customers()
    {
        using var client = new SandboxClient(Known);
        string id = (string)(await Create(client)).Json["id"]!;

        GraphReply reply = await client.SendAsync(HttpMethod.Post, $"v25.0/{id}/users", """
            {
                       "payload": { 
                          "schema":[
                            "EMAIL",
                            "PHONE",
                            "FN",
                            "LN"
                          ],
                          "data":
                          [
                            [
                              "b36a83701f1c3191e19722d6f90274bc1b5501fe69ebf33313e440fe4b0fe210", 
                              "1ef970831d7963307784fa8688e8fce101a15685d62aa765fed23f3a2c576a4e", 
                              "9baf3a40312f39849f46dad1040f2f039f1cffa1238c41e9db675315cfad39b6", 
                              "9e3a4a5f8d0a4b5a3b6f7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b"
                            ], 
                            [
                              "c36a83701f1c3191e19722d6f90274bc1b5501fe69ebf33313e440fe4b0fe210", 
                              "", 
                              "9baf3a40312f39849f46dad1040f2f039f1cffa1238c41e9db675315cfad39b6", 
                              "9e3a4a5f8d0a4b5a3b6f7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b"
                            ], 
                            [
                              "", 
                              "2ef970831d7963307784fa8688e8fce101a15685d62aa765fed23f3a2c576a4e", 
                              "", 
                              ""
                            ]
                          ]
                        }
                    }
            """);

        Assert.Equal(id, (string?)reply.Json["audience_id"]);
        Assert.Equal((3, 0), ((int)reply.Json["num_received"]!, (int)reply.Json["num_invalid_entries"]!));
        Assert.Empty(reply.Json["invalid_entry_samples"]!.AsObject());
        Assert.Equal(3, client.Server.Audiences[0].PeopleCount);
    }

    [Fact]
    public async Task Step_2_as_printed_is_not_JSON_and_gets_error_100()
    {
        using var client = new SandboxClient(Known);
        string id = (string)(await Create(client)).Json["id"]!;

        GraphReply reply = await client.PostAsync($"v25.0/{id}/users", """
            { "payload": { "schema":[ "EMAIL", "PHONE", "FN", "LN", ]
              "data": [ [ "<HASHED_EMAIL>", "<HASHED_PHONE>", "<HASHED_FIRST_NAME>", "<HASHED_LAST_NAME>" ], ] } }
            """);

        Assert.Equal(100, reply.Code);
    }

    [Fact]
    public async Task Step_4_lists_the_audiences_with_the_filter_in_its_encoded_form()
    {
        using var client = new SandboxClient(Known);
        string id = (string)(await Create(client)).Json["id"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "v25.0/act_1001/customaudiences?fields=id,name,messenger_marketing_messages_page&filtering=%5B%7B%22field%22%3A%22data_source.subtype%22%2C%22operator%22%3A%22IN%22%2C%22value%22%3A%5B1010%5D%7D%5D");
        request.Content = new ByteArrayContent([]);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        GraphReply reply = await client.SendAsync(request);

        JsonNode audience = Assert.Single(reply.Json["data"]!.AsArray())!;
        Assert.Equal(
            "{\"id\":\"" + id + "\",\"name\":\"<CUSTOM_AUDIENCE_NAME>\",\"messenger_marketing_messages_page\":{\"name\":\"Sandbox Page\",\"id\":\"2002\"}}",
            audience.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Option_3_asks_a_customer_to_opt_in()
    {
        using var client = new SandboxClient(Known);
        client.Server.SendMessage("Hello", "3003");

        GraphReply reply = await client.WithPageTokenAsync(HttpMethod.Post, "v25.0/2002/messages", """
            {
                       "recipient": { "id": "3003" },
                       "page": "2002",
                       "message": {
                         "attachment": {
                           "type": "template",
                           "payload": {
                             "template_type": "notification_messages",
                             "notification_messages_timezone": "Asia/Ho_Chi_Minh",
                             "title": "<MESSAGE_TITLE>",
                             "image_url": "https://example.com/image.png",
                             "payload": "<ADDITIONAL_WEBHOOK_INFORMATION>"
                           }
                         }
                       }
                    }
            """);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("3003", (string?)reply.Json["recipient_id"]);
        Assert.Equal("<ADDITIONAL_WEBHOOK_INFORMATION>", Assert.Single(client.Server.OptInRequests).Payload);
    }

    private static Task<GraphReply> Create(SandboxClient client) => client.PostAsync("v25.0/act_1001/customaudiences", """
        {
                   "subtype": "CUSTOM",
                   "customer_file_source": "USER_PROVIDED_ONLY",
                   "name": "<CUSTOM_AUDIENCE_NAME>",
                   "description": "<CUSTOM_AUDIENCE_DESCRIPTION>",
                   "use_for_products": ["MARKETING_MESSAGES"],
                   "subscription_info": ["MESSENGER"],
                   "marketing_message_channels": {
                     "MESSENGER":  "2002"
                   }
                }
        """);
}
