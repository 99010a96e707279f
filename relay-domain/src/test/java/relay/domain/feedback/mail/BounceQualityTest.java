package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import relay.domain.json.JsonText;

/**
 * How much of a collection of real mails is understood. The collection is not part of the project;
 * {@code -Drelay.bounces=FOLDER} names where it is: {@code cases.jsonl} with a mail a line, and the
 * mails. See docs/feedback-quality.md.
 */
@EnabledIfSystemProperty(
    named = "relay.bounces",
    matches = ".+",
    disabledReason = "the collection of bounces is measured only when -Drelay.bounces names it")
class BounceQualityTest {
  private static final Logger LOG = Logger.getLogger(BounceQualityTest.class.getName());

  /** Which of our classes the reasons of that collection come near to. */
  private static final Map<String, Set<String>> NEAR =
      Map.ofEntries(
          Map.entry("authfailure", Set.of("AUTH_FAILED")),
          Map.entry("requireptr", Set.of("AUTH_FAILED")),
          Map.entry("blocked", Set.of("IP_BLOCKED", "REPUTATION_DOMAIN")),
          Map.entry("contenterror", Set.of("CONTENT_SPAM", "PROTOCOL")),
          Map.entry("exceedlimit", Set.of("TOO_BIG", "TOO_MANY_RECIPIENTS")),
          Map.entry("expired", Set.of("EXPIRED", "NETWORK")),
          Map.entry(
              "filtered",
              Set.of("POLICY", "RECIPIENT_UNKNOWN", "CONTENT_SPAM", "RECIPIENT_INACTIVE")),
          Map.entry("hostunknown", Set.of("DOMAIN_INVALID")),
          Map.entry("notaccept", Set.of("DOMAIN_INVALID")),
          Map.entry("mailboxfull", Set.of("MAILBOX_FULL")),
          Map.entry("mailererror", Set.of("SYSTEM_ERROR")),
          Map.entry("systemerror", Set.of("SYSTEM_ERROR")),
          Map.entry("mesgtoobig", Set.of("TOO_BIG")),
          Map.entry("networkerror", Set.of("NETWORK", "DNS_TEMP", "ROUTING_LOOP")),
          Map.entry("norelaying", Set.of("RELAY_DENIED")),
          Map.entry("notcompliantrfc", Set.of("PROTOCOL")),
          Map.entry("onhold", Set.of("GREYLISTED", "UNKNOWN")),
          Map.entry("rejected", Set.of("SENDER_REJECTED", "POLICY")),
          Map.entry("securityerror", Set.of("POLICY")),
          Map.entry("spamdetected", Set.of("CONTENT_SPAM")),
          Map.entry("suspend", Set.of("RECIPIENT_INACTIVE")),
          Map.entry("userunknown", Set.of("RECIPIENT_UNKNOWN")),
          Map.entry("virusdetected", Set.of("VIRUS")),
          Map.entry("delivered", Set.of(RecipientVerdict.DELIVERED)));

  private final Map<String, int[]> figures = new TreeMap<>();

  @Test
  void shouldUnderstandRealMails() throws IOException {
    Path folder = Path.of(System.getProperty("relay.bounces"));
    FeedbackReader reader = new FeedbackReader();

    for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
      JsonObject expected = JsonText.object(line);
      byte[] mail = Files.readAllBytes(folder.resolve(expected.getString("file")));
      compare(expected, reader.read(mail));
    }

    figures.forEach((name, f) -> LOG.info(name + " " + f[0] + " of " + f[1]));
    assertThat(percent("bounce or delay recognised")).isGreaterThanOrEqualTo(97);
    assertThat(percent("recipients")).isGreaterThanOrEqualTo(95);
    assertThat(percent("status named in the mail")).isGreaterThanOrEqualTo(90);
    assertThat(percent("hard")).isGreaterThanOrEqualTo(90);
    assertThat(percent("soft")).isGreaterThanOrEqualTo(90);
    assertThat(percent("near class")).isGreaterThanOrEqualTo(75);
    assertThat(percent("complaints")).isGreaterThanOrEqualTo(95);
  }

  private void compare(JsonObject expected, MailVerdict verdict) {
    List<JsonObject> results = expected.getJsonArray("results").getValuesAs(JsonObject.class);
    if (expected.getString("kind").equals("feedback")) {
      results.forEach(
          r ->
              count(
                  "complaints",
                  verdict.kind() == MailKind.FEEDBACK
                      && verdict.feedbackType().equals(r.getString("feedback"))));
      return;
    }
    boolean bounce = verdict.kind() == MailKind.BOUNCE;
    count("bounce recognised", bounce);
    count("bounce or delay recognised", bounce || verdict.kind() == MailKind.DELAY);
    Set<String> addresses = new TreeSet<>();
    verdict.recipients().forEach(r -> addresses.add(r.address().toLowerCase(Locale.ROOT)));
    Set<String> named = new TreeSet<>();
    expected.getJsonArray("recipients").forEach(a -> named.add(text(a.toString())));
    if (!named.isEmpty()) {
      count("recipients", addresses.equals(named));
    }
    for (int i = 0; i < results.size(); i++) {
      result(results.get(i), nearest(results.get(i), i, verdict.recipients()));
    }
  }

  private void result(JsonObject expected, RecipientVerdict verdict) {
    String status = expected.getString("status");
    boolean inMail = !status.matches("[45]\\.0\\.9\\d\\d");
    // Statuses such as 5.0.911 are that collection's own, for mails that name none.
    if (inMail) {
      count("status named in the mail", verdict.status().equals(status));
    }
    count("status, made up ones included", verdict.status().equals(status));
    count("reply code", verdict.reply().equals(expected.getString("reply")));
    boolean hard = expected.getBoolean("hard");
    count(hard ? "hard" : "soft", verdict.hard() == hard);
    count("near class", NEAR.get(expected.getString("reason")).contains(verdict.result()));
  }

  /** Mails name recipients in an order of their own. */
  private static RecipientVerdict nearest(
      JsonObject expected, int index, List<RecipientVerdict> verdicts) {
    for (RecipientVerdict one : verdicts) {
      if (one.status().equals(expected.getString("status"))
          && one.hard() == expected.getBoolean("hard")) {
        return one;
      }
    }
    return index < verdicts.size()
        ? verdicts.get(index)
        : new RecipientVerdict("", "", "", "", !expected.getBoolean("hard"), "");
  }

  private static String text(String quoted) {
    return quoted.substring(1, quoted.length() - 1).toLowerCase(Locale.ROOT);
  }

  private void count(String name, boolean right) {
    int[] figure = figures.computeIfAbsent(name, k -> new int[2]);
    figure[0] += right ? 1 : 0;
    figure[1]++;
  }

  private double percent(String name) {
    int[] figure = figures.get(name);
    return 100.0 * figure[0] / figure[1];
  }
}
