package relay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import relay.domain.control.ControlJson;

/** The words that operators use for objects of every kind, and what the relay is asked for them. */
class ObjectCommandTest {
  static final List<ObjectKind> KINDS = ObjectKind.ALL;
  private static final Path DOCUMENT =
      Path.of("../../relay-web/src/main/resources/relay/web/document/openapi.json");
  @TempDir Path folder;
  @RegisterExtension private final ScriptedRelay relay = new ScriptedRelay();
  private String input = "";

  @Test
  void shouldMakeACredentialOfWordsAndShowItsSecretOnce() {
    relay.answers(
        201,
        "{\"id\":\"c-1\",\"version\":1,\"kind\":\"smtp-user\",\"password_hash\":\"***\","
            + "\"password\":\"xrnccgfr2khz\"}");

    run(
        ObjectKind.CREDENTIAL,
        "create",
        "--tenant",
        "acme",
        "kind=smtp-user",
        "scope.streams=receipts, news",
        "limits.per_day=500",
        "limits.above=hold");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants/acme/credentials {\"kind\":\"smtp-user\","
                + "\"scope\":{\"streams\":[\"receipts\",\"news\"]},"
                + "\"limits\":{\"per_day\":500,\"above\":\"hold\"}}");
    assertThat(relay.told())
        .contains("credential c-1 is made", "password: xrnccgfr2khz", "shown once")
        .containsOnlyOnce("xrnccgfr2khz");
  }

  @Test
  void shouldMakeAUserOfThePlatformAndShowEverySecretOnce() {
    relay.answers(
        201,
        "{\"id\":\"olga\",\"tenant\":\"\",\"role\":\"operator\",\"totp\":\"***\",\"password\":\"xrnccgfr\","
            + "\"totp_secret\":\"GEZDGNBV\",\"totp_uri\":\"otpauth://totp/x\",\"recovery_codes\":\"a-b"
            + " c-d\"}");

    run(ObjectKind.USER, "create", "olga", "role=operator");

    assertThat(relay.asked())
        .containsExactly("POST /api/v1/users {\"role\":\"operator\",\"id\":\"olga\"}");
    assertThat(relay.told())
        .contains("user olga is made", "password: xrnccgfr", "recovery_codes: a-b c-d")
        .contains("totp_uri: otpauth://totp/x")
        .containsOnlyOnce("shown once");
  }

  @Test
  void shouldShowWhatWasMadeAnewForAUserOfATenant() {
    relay.answers(200, "{\"id\":\"ann\",\"totp_secret\":\"GEZDGNBV\"}");

    run(ObjectKind.USER, "set", "ann", "--tenant", "acme", "new_second_factor=true");

    assertThat(relay.asked())
        .containsExactly("PATCH /api/v1/tenants/acme/users/ann {\"new_second_factor\":true}");
    assertThat(relay.told()).contains("totp_secret: GEZDGNBV", "shown once");
  }

  @Test
  void shouldListEverybodyUnlessATenantIsNamed() {
    relay.answers(200, "{\"users\":[]}").answers(200, "{\"users\":[]}");

    run(ObjectKind.USER, "list");
    run(ObjectKind.USER, "list", "--tenant", "acme", "role=tenant-reader");

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/users?limit=1000",
            "GET /api/v1/tenants/acme/users?role=tenant-reader&limit=1000");
  }

  @Test
  void shouldTakeAPasswordFromTheInput() {
    relay.answers(200, "{\"id\":\"c-1\"}");
    input = "correct horse battery\n";

    run(ObjectKind.CREDENTIAL, "set", "c-1", "password=-");

    assertThat(relay.asked())
        .containsExactly(
            "PATCH /api/v1/tenants/default/credentials/c-1"
                + " {\"password\":\"correct horse battery\"}");
  }

  @Test
  void shouldMakeATenantUnderTheIdThatIsGiven() {
    relay.answers(201, "{\"id\":\"acme\",\"version\":1,\"name\":\"Acme Ltd\"}");

    run(ObjectKind.TENANT, "create", "acme", "name=Acme Ltd", "own_domains_only=no", "state=null");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/tenants {\"name\":\"Acme Ltd\",\"own_domains_only\":false,"
                + "\"state\":null,\"id\":\"acme\"}");
  }

  @Test
  void shouldTellWhatWouldChange() {
    relay.answers(
        200,
        "{\"dry_run\":true,\"action\":\"replace\",\"changed\":[\"state\",\"limits\"],"
            + "\"before\":{\"id\":\"acme\",\"state\":\"active\"},"
            + "\"after\":{\"id\":\"acme\",\"state\":\"suspended\",\"limits\":{\"per_day\":5}}}");

    run(ObjectKind.TENANT, "set", "acme", "state=suspended", "--dry-run");

    assertThat(relay.asked().get(0)).startsWith("PATCH /api/v1/tenants/acme?dry-run=true ");
    assertThat(relay.told())
        .contains("would replace tenant acme", "state: active -> suspended")
        .contains("limits: (none) -> {\"per_day\":5}", "Nothing was changed.");
  }

  @Test
  void shouldSayInWordsThatNothingWouldChange() {
    relay.answers(
        200,
        "{\"dry_run\":true,\"action\":\"none\",\"changed\":[],"
            + "\"before\":{\"id\":\"acme\"},\"after\":{\"id\":\"acme\"}}");

    run(ObjectKind.TENANT, "set", "acme", "state=active", "--dry-run");

    assertThat(relay.told())
        .contains("tenant acme is so already: nothing would change.")
        .doesNotContain("none");
  }

  @Test
  void shouldNotOverwriteWhatOthersChangedSinceAFileWasShown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("stream.json"),
            "{\"version\":3,\"lane\":\"bulk\",\"limits\":{\"per_day\":1}}");
    relay.answers(
        412, "{\"field\":\"If-Match\",\"detail\":\"stream acme/news has version 4; get it\"}");

    assertThatThrownBy(
            () ->
                run(
                    ObjectKind.STREAM,
                    "set",
                    "news",
                    "--file",
                    file.toString(),
                    "limits.per_hour=9",
                    "--tenant",
                    "acme"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.REFUSED))
        .hasMessage("If-Match: stream acme/news has version 4; get it");
    assertThat(relay.conditions()).containsExactly("\"3\"");
    assertThat(relay.asked().get(0)).endsWith("\"limits\":{\"per_day\":1,\"per_hour\":9}}");
  }

  @Test
  void shouldFollowTheListToItsEndAndNarrowIt() {
    relay
        .answers(
            200, "{\"streams\":[{\"id\":\"bulk\",\"lane\":\"bulk\"}],\"next_cursor\":\"bulk\"}")
        .answers(200, "{\"streams\":[{\"id\":\"news\",\"lane\":\"bulk\"}]}");

    run(ObjectKind.STREAM, "list", "lane=bulk", "--q", "n w");

    assertThat(relay.asked())
        .containsExactly(
            "GET /api/v1/tenants/default/streams?q=n%20w&lane=bulk&limit=1000",
            "GET /api/v1/tenants/default/streams?q=n%20w&lane=bulk&limit=999&cursor=bulk");
    assertThat(relay.told().lines())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("ID    LANE  ROUTE"),
            first -> assertThat(first).startsWith("bulk  bulk  -"),
            second -> assertThat(second).startsWith("news  bulk"));
  }

  @Test
  void shouldGiveScriptsTheListAsOneDocument() {
    relay
        .answers(200, "{\"tenants\":[{\"id\":\"a\"}],\"next_cursor\":\"a\"}")
        .answers(200, "{\"tenants\":[{\"id\":\"b\"},{\"id\":\"c\"}]}");

    run(ObjectKind.TENANT, "list", "--json", "--limit", "2");

    assertThat(relay.told().strip()).isEqualTo("{\"tenants\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
  }

  @Test
  void shouldShowOneInTheNamesThatSetIt() {
    relay.answers(
        200, "{\"id\":\"c/1\",\"scope\":{\"streams\":[\"a\",\"b\"]},\"limits\":{\"per_day\":0}}");

    run(ObjectKind.CREDENTIAL, "show", "c/1");

    assertThat(relay.asked()).containsExactly("GET /api/v1/tenants/default/credentials/c%2F1");
    assertThat(relay.told().lines())
        .containsExactly("  id              c/1", "  scope.streams   a,b", "  limits.per_day  0");
  }

  @Test
  void shouldDeleteOnlyTheVersionThatWasSeen() {
    relay.answers(204, "");

    run(ObjectKind.DOMAIN, "delete", "acme.example", "--if-version", "7");

    assertThat(relay.conditions()).containsExactly("\"7\"");
    assertThat(relay.told().strip()).isEqualTo("domain acme.example is deleted");
  }

  @Test
  void shouldSayWhatToPublishAndVerify() {
    relay
        .answers(
            201,
            "{\"id\":\"acme.example\",\"token\":\"abc\",\"publish\":{\"type\":\"TXT\","
                + "\"name\":\"_relay-verification.acme.example\",\"text\":\"t=abc\"}}")
        .answers(409, "{\"detail\":\"publish a TXT record at x\"}");

    run(ObjectKind.DOMAIN, "create", "acme.example", "--tenant", "acme");

    assertThat(relay.told())
        .contains("_relay-verification.acme.example", "token", "abc")
        .contains("relay domain verify acme.example --tenant acme");
    assertThatThrownBy(() -> run(ObjectKind.DOMAIN, "verify", "acme.example", "--tenant", "acme"))
        .hasMessage("publish a TXT record at x");
    assertThat(relay.asked().get(1))
        .isEqualTo("POST /api/v1/tenants/acme/domains/acme.example/verify");
  }

  @Test
  void shouldRefuseWordsThatSayNothing() {
    for (List<String> line :
        List.of(
            List.<String>of(),
            List.of("fly"),
            List.of("show"),
            List.of("show", "a", "b"),
            List.of("set", "a"),
            List.of("set", "state=active"),
            List.of("create", "a", "b"),
            List.of("list", "bulk"),
            List.of("list", "--limit", "none"),
            List.of("verify", "a"),
            List.of("set", "a", "--file", folder.resolve("none").toString()))) {
      assertThatThrownBy(() -> run(ObjectKind.STREAM, line.toArray(String[]::new)))
          .as(line.toString())
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(Refusal.USAGE));
    }
    assertThat(relay.asked()).isEmpty();
  }

  /** The help is a copy of what the API document says can be set: it must not fall behind. */
  @ParameterizedTest
  @FieldSource("KINDS")
  void shouldNameEveryFieldThatTheApiTakes(ObjectKind kind) throws IOException {
    JsonObject schemas =
        ControlJson.read(Files.readString(DOCUMENT))
            .getJsonObject("components")
            .getJsonObject("schemas");
    String schema =
        switch (kind.word()) {
          case "domain" -> "SendingDomain";
          case "client-range" -> "ClientRange";
          case "inbound-domain" -> "InboundDomain";
          case "suppression-rule" -> "SuppressionRule";
          case "egress-source" -> "EgressSource";
          case "egress-pool" -> "EgressPool";
          case "reply-rule" -> "ReplyRule";
          case "warm-up" -> "WarmUp";
          case "list" -> "ContactList";
          case "attribute" -> "ContactAttribute";
          default ->
              kind.word().substring(0, 1).toUpperCase(Locale.ROOT) + kind.word().substring(1);
        };

    var settable = new TreeSet<String>();
    collect("", schemas.getJsonObject(schema), schemas, settable);
    settable.remove("id");

    assertThat(kind.fields().stream().map(ObjectField::name))
        .containsExactlyInAnyOrderElementsOf(settable);
    assertThat(new ObjectHelp(kind).page().lines()).allMatch(text -> text.length() <= 120);
    assertThat(new ObjectHelp(kind).page()).contains("relay " + kind.examples().get(0));
  }

  private static void collect(
      String prefix, JsonObject schema, JsonObject schemas, TreeSet<String> into) {
    schema
        .getJsonObject("properties")
        .forEach(
            (name, value) -> {
              JsonObject property = value.asJsonObject();
              String reference = property.getString("$ref", "");
              JsonObject inner =
                  reference.isEmpty()
                      ? property
                      : schemas.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
              if (property.getBoolean("readOnly", false)) {
                return;
              }
              if (inner.containsKey("properties")) {
                collect(prefix + name + ".", inner, schemas, into);
              } else if (inner.containsKey("additionalProperties")) {
                collectNamed(prefix + name, inner, schemas, into);
              } else {
                into.add(prefix + name);
              }
            });
  }

  /** Fields of things that the operator names himself: the help has a word in capitals there. */
  private static void collectNamed(
      String path, JsonObject schema, JsonObject schemas, TreeSet<String> into) {
    String any = path + (path.endsWith("headers") ? ".FIELD" : ".T");
    String reference = schema.getJsonObject("additionalProperties").getString("$ref", "");
    if (reference.isEmpty()) {
      into.add(any);
    } else {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      collect(any + ".", schemas.getJsonObject(name), schemas, into);
    }
  }

  @Test
  void shouldReadValuesOfFieldsThatTheOperatorNamesByTheirKind() {
    relay.answers(201, "{\"id\":\"out\",\"tenant\":\"\",\"version\":1}");
    input = "open sesame\n";

    run(
        ObjectKind.ROUTE,
        "create",
        "out",
        "when.headers.X-Kind=invoice*",
        "targets.a.kind=smarthost",
        "targets.a.hosts=one.example:25,two.example",
        "targets.a.weight=3",
        "passwords.a=-");

    assertThat(relay.asked())
        .containsExactly(
            "POST /api/v1/routes {\"when\":{\"headers\":{\"X-Kind\":\"invoice*\"}},"
                + "\"targets\":{\"a\":{\"kind\":\"smarthost\","
                + "\"hosts\":[\"one.example:25\",\"two.example\"],\"weight\":3}},"
                + "\"passwords\":{\"a\":\"open sesame\"},\"id\":\"out\"}");
    assertThat(relay.told()).doesNotContain("sesame");
  }

  private int run(ObjectKind kind, String... words) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new ObjectCommand(kind, in, relay::client).run(List.of(words), relay.console());
  }
}
