package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import relay.domain.control.ControlJson;
import relay.endtoend.OperatorSteps.Asking;
import relay.endtoend.OperatorSteps.Submitting;

/** Whom no mail goes to, against the real process: at the door, at the touch, and undone. */
final class SuppressionSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PATH = "/api/v1/suppressions";
  private static final String RULE = "/api/v1/tenants/acme/suppression-rules/all";
  private static final Pattern ID = Pattern.compile("[0-9a-z]{20}");
  private static final String BOB = "bob@fast.test";
  private final Asking admin;
  private final Submitting mails;

  /**
   * @param mails to bob@fast.test, by tenant acme
   */
  SuppressionSteps(Asking admin, Submitting mails) {
    this.admin = admin;
    this.mails = mails;
  }

  /** What came back to {@link FeedbackSteps} proved that the mailbox is not there. */
  void shouldHoldBackWhoBouncedForGood(Sink sink) throws Exception {
    Awaitility.await("the bounce suppresses")
        .atMost(PATIENCE)
        .until(() -> mails.submit("bounced").startsWith("550 5.7.1"));
    Awaitility.await("the complaint, too, for bulk mail")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(admin.ask("GET", PATH + "?subject=" + BOB, "").body())
                    .contains("\"hard-bounce\"", "\"complaint\"", "\"*bulk\""));
    assertThat(sink.arrivals("bounced")).isZero();

    String undone = admin.ask("POST", PATH + "/undo", "{\"subject\":\"" + BOB + "\"}").body();

    assertThat(ControlJson.read(undone).getInt("removed")).as(undone).isEqualTo(2);
    shouldLetMailGo(sink, "undone");
  }

  void shouldHoldBackWhoIsPutOnTheList(Sink sink) throws Exception {
    String made =
        admin.ask("PUT", PATH, "{\"subject\":\"Bob@Fast.test\",\"tenant\":\"acme\"}").body();
    String id = ControlJson.read(made).getString("id");

    assertThat(mails.submit("listed")).startsWith("550 5.7.1").contains(id);
    assertThat(admin.ask("GET", PATH + "/test?tenant=acme&address=" + BOB, "").body())
        .contains("\"suppressed\":true", id);

    shouldTakeAndEndItWhereTheTenantSaysSo(sink);
    admin.ask("DELETE", PATH + "/" + id, "");
    shouldLetMailGo(sink, "taken out");
    assertThat(sink.arrivals("listed")).isZero();
  }

  private void shouldTakeAndEndItWhereTheTenantSaysSo(Sink sink) throws Exception {
    admin.ask("PUT", RULE, "{\"settings\":{\"at-door\":\"accept\"}}");
    String[] taken = new String[1];
    Awaitility.await("the door takes it")
        .atMost(PATIENCE)
        .until(() -> (taken[0] = mails.submit("accepted")).startsWith("250"));
    Matcher id = ID.matcher(taken[0]);
    assertThat(id.find()).as(taken[0]).isTrue();

    Awaitility.await("it ends as suppressed")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(admin.ask("GET", "/api/v1/messages/" + id.group(), "").body())
                    .contains("\"SUPPRESSED\"", "\"suppressed\"", "\"manual\""));
    // The report returns the header of the mail, and so its marker; the mail itself never comes.
    Awaitility.await("the sender gets a report")
        .atMost(PATIENCE)
        .until(() -> "".equals(sink.returnPath("accepted")));
    assertThat(sink.arrivals("accepted")).isEqualTo(1);
    admin.ask("DELETE", RULE, "");
  }

  private void shouldLetMailGo(Sink sink, String marker) throws Exception {
    assertThat(mails.submit(marker)).startsWith("250");
    Awaitility.await(marker).atMost(PATIENCE).until(() -> sink.arrivals(marker) > 0);
  }
}
