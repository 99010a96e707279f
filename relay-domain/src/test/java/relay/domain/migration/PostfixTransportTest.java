package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.migration.ImportedLine.Fate;

/** The forms of {@code transport(5)} and of {@code relayhost}. */
class PostfixTransportTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.example             | recipient_domains | a.example         | 500100",
        "A.Example             | recipient_domains | a.example         | 500100",
        "b\u00fccher.example   | recipient_domains | xn--bcher-kva.example | 500100",
        ".a.example            | recipient_domains | *.a.example       | 500398",
        ".example              | recipient_domains | *.example         | 500399",
        ".c.b.a.example        | recipient_domains | *.c.b.a.example   | 500396",
        "ann@a.example         | recipients        | ann@a.example     | 500000",
        "ann+box@A.Example     | recipients        | ann+box@a.example | 500000",
      })
  void shouldReadEachFormOfAKey(String key, String condition, String value, int order) {
    JsonObject route = PostfixImport.read(key + " smtp:[h.example]", "", "").routes().get(0);

    assertThat(route.getInt("order")).isEqualTo(order);
    assertThat(route.getJsonObject("when"))
        .hasToString("{\"" + condition + "\":[\"" + value + "\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        ".",
        "..example",
        "a.example.",
        "*.a.example",
        "**",
        "@a.example",
        "ann@",
        "ann@[192.0.2.1]",
        "ann@a..example",
        "[a.example]",
        "a.example:25",
        "-a.example",
        "a.123",
        "/^a/",
        "\"ann",
      })
  void shouldTellWhichKeysNameNoMail(String key) {
    PostfixPlan plan = PostfixImport.read(key + " smtp:[h.example]", "", "");

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.lines().get(0).fate()).isEqualTo(Fate.NOT);
    assertThat(plan.lines().get(0).says()).isEqualTo("is no address, domain, .domain or *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[h.example]             | h.example:25",
        "[h.example]:587         | h.example:587",
        "[H.Example]:submission  | h.example:587",
        "[h.example]:submissions | h.example:465",
        "[h.example]:smtp        | h.example:25",
        "[h.example]:65535       | h.example:65535",
        "[h.example]:0587        | h.example:587",
        "[192.0.2.1]             | 192.0.2.1:25",
        "[IPV6:2001:DB8::1]:26   | [2001:DB8::1]:26",
        "[::1]                   | [::1]:25",
        "[b\u00fccher.example]   | xn--bcher-kva.example:25",
      })
  void shouldReadEachFormOfANextHopTheSameInBothPlaces(String hop, String host) {
    PostfixPlan transport = PostfixImport.read("* relay:" + hop, "", "");
    PostfixPlan relayHost = PostfixImport.read("", "", "  " + hop + " ");

    for (PostfixPlan plan : List.of(transport, relayHost)) {
      assertThat(hosts(plan, 0)).containsExactly(host);
      assertThat(plan.lines()).extracting(ImportedLine::fate).containsExactly(Fate.MAPS);
      assertThat(plan.lines().get(0).says())
          .isEqualTo("a route for all other mail: smarthost " + host);
    }
    assertThat(relayHost.lines().get(0).line()).isZero();
    assertThat(relayHost.routes().get(0).getInt("order"))
        .isGreaterThan(transport.routes().get(0).getInt("order"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[",
        "[h.example",
        "h.example]",
        "[h.example]x",
        "[h.example]:",
        "[h.example]:-1",
        "[h.example]:65536",
        "[h.example]:99999999999",
        "[h.example]:25:26",
        "[h.example]:\u0662\u0665",
        "[192.0.2.256]",
        "[192.0.2]",
        "...",
        "1.2.3.4.5",
        "[:::]",
        "[1:2:3]",
        "[ipv6:192.0.2.1]",
        "[ipv6:]",
        "2001:db8::1",
        "[fe80::1%eth0]",
        "h_.ex ample[",
        "host!",
        ",",
      })
  void shouldRefuseNextHopsThatNoRouteTakes(String hop) {
    PostfixPlan plan = PostfixImport.read("a.example smtp:" + hop, "", hop);

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsExactly(Fate.NOT, Fate.NOT);
    assertThat(plan.lines()).allMatch(line -> line.says().contains("is no host, [host]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h.example            | PARTLY",
        "h.example:26         | PARTLY",
        "[a.example] b.example | PARTLY",
        "[a.example],[b.example] | MAPS",
      })
  void shouldTellOfNamesWhoseMailExchangersAreMeant(String hop, Fate fate) {
    assertThat(PostfixImport.read("", "", hop).lines().get(0).fate()).isEqualTo(fate);
    assertThat(PostfixImport.read("a.example :" + hop, "", "").lines().get(0).fate())
        .isEqualTo(fate);
    assertThat(PostfixImport.read("a.example lmtp:" + hop, "", "").lines().get(0).fate())
        .isEqualTo(Fate.MAPS);
  }

  @Test
  void shouldTakeAsManyHostsAsARoute() {
    assertThat(hosts(PostfixImport.read("", "", manyHosts(20)), 0)).hasSize(20);

    PostfixPlan plan = PostfixImport.read("", "", manyHosts(21));

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.lines().get(0).says()).isEqualTo("a route has at most 20 hosts");
  }

  @Test
  void shouldSendWhatATableLeavesAloneWhereItWentWithoutTheTable() {
    String transport =
        """
        my.example     :
        .my.example    :
        *              smtp:[out.example]
        """;

    PostfixPlan direct = PostfixImport.read(transport, "", "");

    assertThat(direct.routes())
        .extracting(r -> r.getJsonObject("targets").getJsonObject("postfix").getString("kind"))
        .containsExactly("mx", "mx", "smarthost");
    assertThat(direct.lines()).extracting(ImportedLine::fate).containsOnly(Fate.MAPS);
    assertThat(direct.lines().get(0).says()).isEqualTo("a route for my.example: mx");

    PostfixPlan relayed = PostfixImport.read(transport, "", "[relay.example]");

    assertThat(hosts(relayed, 0)).containsExactly("relay.example:25");
    assertThat(hosts(relayed, 2)).containsExactly("out.example:25");
    assertThat(relayed.lines().get(3).says()).contains("takes all mail before it");
  }

  @Test
  void shouldMakeNoRouteForWhatIsLeftAloneAnyway() {
    PostfixPlan plan =
        PostfixImport.read("a.example :\n* :\nb.example smtp:[b.example]", "", "[out.example]");

    assertThat(plan.routes()).hasSize(2);
    assertThat(hosts(plan, 1)).containsExactly("out.example:25");
    assertThat(plan.lines().subList(0, 2))
        .extracting(ImportedLine::says)
        .containsOnly("changes nothing: mail goes as without this line");
    assertThat(plan.lines().get(3).fate()).isEqualTo(Fate.MAPS);
  }

  @Test
  void shouldTakeTheFirstOfTwoEntriesWithTheSameKey() {
    PostfixPlan plan =
        PostfixImport.read(
            "a.example smtp:[one.example]\nA.EXAMPLE smtp:[two.example]\n* discard:\n* relay:[x.y]",
            "",
            "");

    assertThat(plan.routes()).hasSize(2);
    assertThat(hosts(plan, 0)).containsExactly("one.example:25");
    assertThat(plan.lines())
        .extracting(ImportedLine::fate)
        .containsExactly(Fate.MAPS, Fate.NOT, Fate.MAPS, Fate.NOT);
    assertThat(plan.lines().get(1).says()).isEqualTo("stands there twice; the first one counts");
  }

  @Test
  void shouldReadCommentsAndLinesThatGoOn() {
    PostfixPlan plan =
        PostfixImport.read(
            "# a comment\n\n\t# another\na.example\n# between\n\n  smtp:[one.example]\n"
                + "\t,[two.example] # three.example\nb.example\tdiscard:silently # said\r\n",
            "",
            "");

    assertThat(plan.lines()).extracting(ImportedLine::line).containsExactly(4, 9);
    assertThat(plan.lines().get(0).says()).contains("'#' is no host");
    assertThat(plan.lines().get(1).says()).isEqualTo("a route for b.example: discard");
  }

  @Test
  void shouldCountTheBoundOfALineForEachLineAlone() {
    String comment = "#" + "x".repeat(6_000) + "\n";
    String entry = "a.example discard:" + "x".repeat(6_000) + "\n";

    PostfixPlan plan =
        PostfixImport.read(comment + entry + comment + "b" + entry + "c" + entry, "", "");

    assertThat(plan.lines()).extracting(ImportedLine::line).containsExactly(2, 4, 5);
    assertThat(plan.routes()).hasSize(1);
  }

  private static String manyHosts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "[h" + i + ".example]")
        .collect(Collectors.joining(", "));
  }

  private static List<String> hosts(PostfixPlan plan, int route) {
    return plan
        .routes()
        .get(route)
        .getJsonObject("targets")
        .getJsonObject("postfix")
        .getJsonArray("hosts")
        .stream()
        .map(host -> host.toString().replace("\"", ""))
        .toList();
  }
}
