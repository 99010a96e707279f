package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.migration.ImportedLine.Fate;
import relay.domain.routing.RouteKind;

class PostfixImportTest {

  @Test
  void shouldMakeARouteOfEachHopWithItsLogin() {
    PostfixPlan plan =
        PostfixImport.read(
            """
            # our own
            a.example      smtp:[mx.partner.example]:587
            b.example      smtp:[mx.partner.example]:587
            .c.example     smtp:[10.0.0.1]
            ann@d.example  lmtp:inet:127.0.0.1:2400
            """,
            "[mx.partner.example]:587   shop:se:cret\n",
            "[smtp.out.example]:submission");

    assertThat(ids(plan))
        .containsExactly(
            "postfix-127-0-0-1",
            "postfix-mx-partner-example",
            "postfix-10-0-0-1",
            "postfix-smtp-out-example");
    assertThat(plan.routes().get(1))
        .hasToString(
            "{\"id\":\"postfix-mx-partner-example\",\"order\":500100,"
                + "\"when\":{\"recipient_domains\":[\"a.example\",\"b.example\"]},"
                + "\"targets\":{\"postfix\":{\"kind\":\"smarthost\","
                + "\"hosts\":[\"mx.partner.example:587\"],\"user\":\"shop\"}},"
                + "\"passwords\":{\"postfix\":\"se:cret\"}}");
    assertThat(plan.routes().get(3).toString())
        .contains("\"everything\":true", "smtp.out.example:587");
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsOnly(Fate.MAPS);
    assertThat(plan.lines())
        .extracting(l -> l.file() + ":" + l.line())
        .containsExactly(
            "transport:2",
            "transport:3",
            "transport:4",
            "transport:5",
            "relayhost:0",
            "sasl_passwd:1");
    accepted(plan);
  }

  @Test
  void shouldAskAddressesBeforeDomainsAndDomainsBeforeThoseAboveThem() {
    PostfixPlan plan =
        PostfixImport.read(
            """
            *              smtp:[all.example]
            .example       smtp:[wide.example]
            .b.a.example   smtp:[narrow.example]
            a.example      smtp:[exact.example]
            bob@a.example  smtp:[bob.example]
            """,
            "",
            "");

    assertThat(ids(plan))
        .containsExactly(
            "postfix-bob-example",
            "postfix-exact-example",
            "postfix-narrow-example",
            "postfix-wide-example",
            "postfix-all-example");
    assertThat(plan.routes()).extracting(r -> r.getInt("order")).isSorted().doesNotHaveDuplicates();
    accepted(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp:[h.example]               | smarthost | h.example:25",
        "relay:[h.example]:2525         | smarthost | h.example:2525",
        "esmtp:[h.example]:smtps        | smarthost | h.example:465",
        ":[h.example]                   | smarthost | h.example:25",
        "smtp:[192.0.2.1]:26            | smarthost | 192.0.2.1:26",
        "smtp:[ipv6:2001:db8::1]:587    | smarthost | [2001:db8::1]:587",
        "smtp:[IPv6:2001:db8::1]        | smarthost | [2001:db8::1]:25",
        "smtp:[a.example]:25, [b.example] | smarthost | a.example:25 b.example:25",
        "lmtp:h.example                 | lmtp      | h.example:24",
        "lmtp:[127.0.0.1]:24            | lmtp      | 127.0.0.1:24",
        "smtp:                          | mx        | ''",
        "discard:                       | discard   | ''",
        "discard:quietly                | discard   | ''",
      })
  void shouldReadHops(String value, String kind, String hosts) {
    PostfixPlan plan = PostfixImport.read("a.example " + value, "", "");

    JsonObject target = plan.routes().get(0).getJsonObject("targets").getJsonObject("postfix");
    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.MAPS);
    assertThat(target.getString("kind")).isEqualTo(kind);
    assertThat(
            target.getOrDefault("hosts", JsonArray.EMPTY_JSON_ARRAY).asJsonArray().stream()
                .map(h -> h.toString().replace("\"", "")))
        .containsExactlyElementsOf(hosts.isEmpty() ? List.of() : List.of(hosts.split(" ")));
    accepted(plan);
  }

  @Test
  void shouldTellThatTheMailExchangersOfAHopAreNotAsked() {
    PostfixPlan plan = PostfixImport.read("a.example smtp:partner.example", "", "");

    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.PARTLY);
    assertThat(plan.lines().get(0).says()).contains("its mail exchangers are not asked");
    assertThat(plan.routes()).hasSize(1);
    accepted(plan);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.example error:gone             | a brake holds mail",
        "a.example retry:later            | a brake holds mail",
        "a.example local:                 | kind file",
        "a.example uucp:other             | no UUCP",
        "a.example my-pipe:x              | master.cf",
        "a.example lmtp:unix:/run/lmtp    | not to a socket",
        "a.example lmtp:                  | not to a socket",
        "a.example :                      | changes nothing",
        "a.example nothing                | is no TRANSPORT:NEXTHOP",
        "a.example                        | is no TRANSPORT:NEXTHOP",
        "a.example smtp:[h.example]:0     | is no host",
        "a.example smtp:[h.example]:70000 | is no host",
        "a.example smtp:[h.example]:mail  | is no host",
        "a.example smtp:[h..example]      | is no host",
        "a.example smtp:[::g]             | is no host",
        "postmaster smtp:[h.example]      | is no address, domain, .domain or *",
        "@ smtp:[h.example]               | is no address, domain, .domain or *",
        "a..example smtp:[h.example]      | is no address, domain, .domain or *",
      })
  void shouldTellWhyALineBecomesNothing(String line, String why) {
    PostfixPlan plan = PostfixImport.read(line, "", "");

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.lines()).hasSize(1);
    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.NOT);
    assertThat(plan.lines().get(0).says()).contains(why);
  }

  @Test
  void shouldLetTheStarOfTransportGoBeforeTheRelayHost() {
    PostfixPlan plan = PostfixImport.read("* smtp:[a.example]", "", "[b.example]");

    assertThat(ids(plan)).containsExactly("postfix-a-example");
    assertThat(plan.lines().get(1).says()).contains("takes all mail before it");
  }

  @Test
  void shouldTellAWrongRelayHost() {
    PostfixPlan plan = PostfixImport.read("", "", "[a b]");

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.lines().get(0).file()).isEqualTo("relayhost");
    assertThat(plan.lines().get(0).says()).contains("is no host");
  }

  @ParameterizedTest
  @CsvSource({
    "[h.example]:587",
    "[h.example]",
    "h.example",
  })
  void shouldLookLoginsUpAsPostfixDoes(String key) {
    PostfixPlan plan =
        PostfixImport.read("a.example smtp:[h.example]:587", key + " user:password", "");

    assertThat(plan.routes().get(0).getJsonObject("passwords"))
        .hasToString("{\"postfix\":\"password\"}");
    assertThat(plan.lines().get(1).fate()).isEqualTo(Fate.MAPS);
  }

  @Test
  void shouldTellWhichLoginsAreNotUsedAndShowNoPassword() {
    PostfixPlan plan =
        PostfixImport.read(
            "a.example smtp:[h.example]:587",
            """
            [h.example]:587   one:pass-1
            [h.example]:587   two:pass-2
            ann@a.example     three:pass-3
            [other.example]   four:pass-4
            [empty.example]   five:
            [none.example]
            """,
            "");

    assertThat(plan.lines().subList(1, 7))
        .extracting(ImportedLine::fate)
        .containsExactly(Fate.MAPS, Fate.NOT, Fate.NOT, Fate.NOT, Fate.NOT, Fate.NOT);
    assertThat(plan.lines().get(2).says()).contains("twice");
    assertThat(plan.lines().get(3).says()).contains("when.senders");
    assertThat(plan.lines().get(4).says()).contains("no line of transport or relayhost");
    assertThat(plan.lines().get(5).says()).contains("has no USER:PASSWORD");
    assertThat(plan.lines().toString()).doesNotContain("pass-");
    assertThat(new PostfixLogins.Login("ann", "secret")).hasToString("ann");
  }

  @Test
  void shouldReadTablesAsPostmapDoes() {
    PostfixMap map =
        PostfixMap.read("\n  # comment\nkey\tvalue one\n   goes on\n# between\n more\r\nother x\n");

    assertThat(map.entries())
        .containsExactly(
            new PostfixMap.Entry(3, "key", "value one goes on more"),
            new PostfixMap.Entry(7, "other", "x"));
    assertThat(PostfixMap.read("").entries()).isEmpty();
  }

  @Test
  void shouldBoundTables() {
    String line = "a x\n".repeat(PostfixMap.LINES_MAX + 1);
    String joined = "a x\n" + (" " + "y".repeat(1_000) + "\n").repeat(20);

    assertThatThrownBy(() -> PostfixMap.read(line)).isInstanceOf(UnreadableLine.class);
    assertThatThrownBy(() -> PostfixMap.read(joined))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void shouldSpreadLongListsOverSeveralRoutes() {
    var transport = new StringBuilder();
    int count = PostfixRoutes.VALUES_MAX * 2 + 1;
    for (int i = 0; i < count; i++) {
      transport.append('d').append(i).append(".example smtp:[h.example]\n");
    }

    PostfixPlan plan = PostfixImport.read(transport.toString(), "", "");

    assertThat(ids(plan))
        .containsExactly("postfix-h-example", "postfix-h-example-2", "postfix-h-example-3");
    Set<String> domains = new TreeSet<>();
    plan.routes()
        .forEach(
            r ->
                r.getJsonObject("when")
                    .getJsonArray("recipient_domains")
                    .forEach(d -> domains.add(d.toString())));
    assertThat(domains).hasSize(count);
    accepted(plan);
  }

  @Test
  void shouldMakeNamesOfRoutesThatAreShortAndDifferent() {
    String host = "a-very-long-name-of-a-host-that-goes-on.and-on.example";

    PostfixPlan plan =
        PostfixImport.read(
            "a.example smtp:[" + host + "]:25\nb.example smtp:[" + host + "]:26", "", "");

    assertThat(ids(plan)).doesNotHaveDuplicates().allMatch(id -> id.length() <= 40);
    accepted(plan);
  }

  @Test
  void shouldReadAnyTextAndTellOfEachEntry() {
    Chance.rounds(
        200,
        random -> {
          String transport = text(random);
          String logins = text(random);

          PostfixPlan plan = PostfixImport.read(transport, logins, "");

          int entries =
              PostfixMap.read(transport).entries().size()
                  + PostfixMap.read(logins).entries().size();
          assertThat(plan.lines()).as(transport + "\n---\n" + logins).hasSize(entries);
          accepted(plan);
        });
  }

  private static String text(RandomGenerator random) {
    List<String> pieces =
        List.of(
            "a.example",
            "*",
            ".b.example",
            "ann@c.example",
            " ",
            "\t",
            "\n",
            "smtp:",
            "[h.example]",
            ":25",
            ":",
            "lmtp:",
            "discard:",
            "user:pw",
            "#",
            "[",
            "]",
            ",",
            "\u00e4.example",
            "@");
    var text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static List<String> ids(PostfixPlan plan) {
    return plan.routes().stream().map(r -> r.getString("id")).toList();
  }

  /** Whatever an import wants is a route that a relay takes, once its password is sealed. */
  private static void accepted(PostfixPlan plan) {
    List<String> ids = new ArrayList<>();
    for (JsonObject route : plan.routes()) {
      var bare = ControlJson.object(route).remove("passwords").remove("id");
      var targets = ControlJson.object();
      route
          .getJsonObject("targets")
          .forEach(
              (name, target) ->
                  targets.add(name, ControlJson.object(target.asJsonObject()).remove("user")));
      String id = route.getString("id");
      var read =
          RouteKind.ROUTE.read(
              new ControlKey("route", "", id), 1, bare.add("targets", targets).build());
      ids.add(read.id());
    }
    assertThat(ids).doesNotHaveDuplicates();
  }
}
