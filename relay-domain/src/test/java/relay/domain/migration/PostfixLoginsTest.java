package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.migration.ImportedLine.Fate;

class PostfixLoginsTest {
  private static final String SECRET = "hunter2";
  private static final String TRANSPORT = "a.example smtp:[h.example]:587\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user:pass                | user        | pass",
        "ann@a.example:pass       | ann@a.example | pass",
        "user:pa:ss::             | user        | pa:ss::",
        "user:pass with blanks    | user        | pass with blanks",
        "user::                   | user        | :",
        "apikey:SG.x_-/+=#        | apikey      | SG.x_-/+=#",
        "user name:\u00fcber      | user name   | \u00fcber",
      })
  void shouldReadEachFormOfALogin(String written, String user, String password) {
    PostfixPlan plan = PostfixImport.read(TRANSPORT, "[h.example]:587\t " + written, "");

    JsonObject route = plan.routes().get(0);
    assertThat(route.getJsonObject("targets").getJsonObject("postfix").getString("user"))
        .isEqualTo(user);
    assertThat(route.getJsonObject("passwords").getString("postfix")).isEqualTo(password);
    assertThat(plan.lines().get(1).written()).isEqualTo("[h.example]:587 " + user + ":...");
    assertThat(plan.lines().get(1).says()).isEqualTo("logs in at its routes, the password sealed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "user:", ":pass", ":", ""})
  void shouldTellOfALoginThatIsNone(String written) {
    PostfixPlan plan = PostfixImport.read(TRANSPORT, "[h.example]:587 " + written, "");

    assertThat(plan.routes().get(0)).doesNotContainKey("passwords");
    assertThat(plan.lines().get(1).fate()).isEqualTo(Fate.NOT);
    assertThat(plan.lines().get(1).says()).isEqualTo("has no USER:PASSWORD");
  }

  @ParameterizedTest
  @CsvSource({
    "[h.example]:587, [h.example]:587, true",
    "[h.example]:587, [H.EXAMPLE]:587, true",
    "[H.example]:587, [h.example]:587, true",
    "[h.example]:587, [h.example], true",
    "[h.example]:587, h.example, true",
    "[h.example]:587, [h.example]:25, false",
    "[h.example]:587, h.example:587, false",
    "[h.example]:587, example, false",
    "[h.example]:submission, [h.example]:submission, true",
    "[h.example]:submission, [h.example]:587, false",
    "h.example:26, h.example:26, true",
    "h.example:26, h.example, true",
    "h.example, [h.example], false",
    "[ipv6:2001:db8::1]:26, [ipv6:2001:db8::1]:26, true",
    "[ipv6:2001:db8::1]:26, [ipv6:2001:db8::1], true",
    "[192.0.2.1], 192.0.2.1, true",
  })
  void shouldFindALoginByTheNextHop(String hop, String key, boolean isFound) {
    PostfixPlan plan = PostfixImport.read("", key + " user:" + SECRET, hop);

    assertThat(plan.routes().get(0).containsKey("passwords")).isEqualTo(isFound);
    assertThat(plan.lines().get(1).fate()).isEqualTo(isFound ? Fate.MAPS : Fate.NOT);
  }

  @Test
  void shouldPreferTheLoginOfTheHopAsItIsWritten() {
    String logins = "h.example c:3\n[h.example] b:2\n[h.example]:587 a:1\n";

    PostfixPlan plan =
        PostfixImport.read(TRANSPORT + "b.example smtp:[h.example]:26", logins, "h.example");

    assertThat(plan.routes())
        .extracting(r -> r.getJsonObject("passwords").getString("postfix"))
        .containsExactly("1", "2", "3");
    assertThat(plan.lines()).filteredOn(l -> l.file().equals("sasl_passwd")).hasSize(3);
  }

  @Test
  void shouldLogInAtTheFirstOfSeveralHostsThatHasALogin() {
    PostfixPlan plan =
        PostfixImport.read("", "[b.example] b:2\n[c.example] c:3", "[a.example], [b.example]");

    assertThat(plan.routes().get(0).getJsonObject("passwords")).hasToString("{\"postfix\":\"2\"}");
    assertThat(plan.lines().get(2).says()).contains("no line of transport or relayhost");
  }

  @Test
  void shouldGiveNoLoginToWhatGoesToTheServersOfEachDomain() {
    PostfixPlan plan =
        PostfixImport.read("a.example smtp:\nb.example discard:", "a.example user:pass", "");

    assertThat(plan.routes()).noneMatch(route -> route.containsKey("passwords"));
    assertThat(plan.lines().get(2).fate()).isEqualTo(Fate.NOT);
  }

  /** What people get wrong in a password map, a blank, a key or a line end, shows no password. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[h.example]:587 user:hunter2",
        "[h.example]:587user:hunter2",
        "[h.example]:user:hunter2",
        "[h.example] user hunter2",
        "[h.example]:587 :hunter2",
        "user:hunter2",
        "hunter2",
        "user:hunter2 trailing",
        "user:hunter2 trailing:more",
        "smtp.example.com:user:hunter2",
        "smtp.example.com:user:hunter2 x",
        "[h.example]:587 user\nhunter2",
        "[h.example]:587 user\n :hunter2",
        "ann@a.example ann:hunter2",
        "[h.example]:587 u:1\n[h.example]:587 u:hunter2",
        "[h.example]:587 u:hunter2\n[h.example]:587 u:hunter2",
      })
  void shouldNeverShowAPassword(String logins) {
    PostfixPlan plan = PostfixImport.read(TRANSPORT, logins, "[h.example]:587");

    assertThat(plan.lines()).isNotEmpty();
    assertThat(plan.lines().toString()).doesNotContain(SECRET);
    assertThat(plan.toString()).doesNotContain(SECRET).endsWith(" routes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[h.example]:587 user:hunter2",
        "[h.example] relay:hunter2",
        "h.example user:hunter2",
        "h.example user:hunter2:more",
        "ann@a.example ann:hunter2",
        "h.example hunter2",
      })
  void shouldShowNoPasswordOfAMapThatWasTakenForTheOther(String logins) {
    PostfixPlan plan = PostfixImport.read(logins, "", "");

    assertThat(plan.routes()).isEmpty();
    assertThat(plan.lines()).extracting(ImportedLine::fate).containsExactly(Fate.NOT);
    assertThat(plan.lines().toString()).doesNotContain(SECRET);
  }

  @Test
  void shouldShowNoPasswordOfAnyMap() {
    List<String> pieces =
        List.of("[h.example]", ":587", "h.example", "user", ":", " ", "\n", "ann@a.example", "#");
    Chance.rounds(
        200,
        random -> {
          var logins = new StringBuilder();
          for (int i = random.nextInt(15); i > 0; i--) {
            logins.append(pieces.get(random.nextInt(pieces.size())));
          }
          String text = logins + "user:" + SECRET + "\n[h.example]:587 user:" + SECRET;

          PostfixPlan plan = PostfixImport.read(TRANSPORT, text, "[h.example]");

          assertThat(plan.lines().toString()).as(text).doesNotContain(SECRET);
        });
  }
}
