package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import relay.endtoend.OperatorSteps.Asking;
import relay.endtoend.OperatorSteps.Submitting;

/**
 * A mailbox provider whose user unsubscribes: it has nothing but the mail, checks that its fields
 * are signed, and posts to the link, without login, cookie or following a redirection (RFC 8058 4).
 */
final class UnsubscribeSteps {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String STREAM = "/api/v1/tenants/acme/streams/transactional";
  private static final Pattern LINK = Pattern.compile("<(http[^>]+)>");
  private static final HttpClient PROVIDER =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Asking admin;
  private final Submitting mails;

  /**
   * @param mails to bob@fast.test, by tenant acme, which has a feedback domain
   */
  UnsubscribeSteps(Asking admin, Submitting mails) {
    this.admin = admin;
    this.mails = mails;
  }

  void shouldUnsubscribeByOnePost(Sink sink) throws Exception {
    admin.ask("PATCH", STREAM, "{\"return_path\":\"token\",\"unsubscribe\":true}");
    int[] tries = new int[1];
    Awaitility.await("mail offers to unsubscribe")
        .atMost(PATIENCE)
        .until(
            () -> {
              String marker = "offer" + ++tries[0];
              assertThat(mails.submit(marker)).startsWith("250");
              Awaitility.await(marker).atMost(PATIENCE).until(() -> sink.arrivals(marker) > 0);
              return !sink.field(marker, "List-Unsubscribe").isEmpty();
            });
    String marker = "offer" + tries[0];
    assertThat(sink.field(marker, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(sink.field(marker, "DKIM-Signature").toLowerCase(java.util.Locale.ROOT))
        .contains("list-unsubscribe:", "list-unsubscribe-post");
    Matcher link = LINK.matcher(sink.field(marker, "List-Unsubscribe"));
    assertThat(link.find()).as(sink.field(marker, "List-Unsubscribe")).isTrue();

    shouldShowAPageToAScanner(link.group(1));
    assertThat(mails.submit("after a scanner")).startsWith("250");
    shouldTakeThePost(link.group(1));

    assertThat(mails.submit("after the click")).startsWith("550 5.7.1").contains("unsubscribed");
    Awaitility.await("it is on the list, for this stream")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .ask("GET", "/api/v1/suppressions?reason=unsubscribed&tenant=acme", "")
                            .body())
                    .contains("bob@fast.test", "\"stream\":\"transactional\""));
    assertThat(sink.arrivals("after the click")).isZero();
    admin.ask("POST", "/api/v1/suppressions/undo", "{\"reason\":\"unsubscribed\"}");
    assertThat(mails.submit("wants it again")).startsWith("250");
    admin.ask("PATCH", STREAM, "{\"return_path\":null,\"unsubscribe\":null}");
  }

  private static void shouldShowAPageToAScanner(String link) throws Exception {
    HttpResponse<String> page =
        PROVIDER.send(
            HttpRequest.newBuilder(URI.create(link)).GET().timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(page.body()).contains("<form method=\"post\">").doesNotContain("<script");
  }

  private static void shouldTakeThePost(String link) throws Exception {
    String forged = link.substring(0, link.length() - 8) + "aaaaaaaa";
    assertThat(post(forged).statusCode()).isEqualTo(404);

    // The record that tells whose mail it was is a second or two behind.
    Awaitility.await("the click counts")
        .atMost(PATIENCE)
        .until(
            () -> {
              int status = post(link).statusCode();
              assertThat(status).isIn(200, 503);
              return status == 200;
            });
    HttpResponse<String> again = post(link);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().map()).doesNotContainKeys("set-cookie", "location");
  }

  private static HttpResponse<String> post(String link) throws Exception {
    return PROVIDER.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
            .timeout(PATIENCE)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
