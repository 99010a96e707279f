package relay.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.MailJourney;
import relay.domain.delivery.ReceivedMail;

/** The real EAR on a full Jakarta EE 10 server. */
class GlassFishIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static MailJourney journey;
  private static GlassFishProcess server;

  @BeforeAll
  static void deploy() throws Exception {
    journey = new MailJourney(folder);
    server = GlassFishProcess.start(folder, journey);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    journey.close();
  }

  @Test
  void shouldDeliverWhatItAcceptedSigned() throws Exception {
    String subject = "through the EAR";

    assertThat(journey.handIn(subject)).startsWith("250 2.");

    await().atMost(PATIENCE).until(() -> journey.delivered(subject).isPresent());
    ReceivedMail mail = journey.delivered(subject).orElseThrow();
    assertThat(journey.verdictOn(mail)).contains("\"result\":\"pass\"");
    assertThat(mail.content()).contains("\r\n.a line that begins with a dot\r\n");
  }

  @Test
  void shouldAskForALoginBeforeItTellsAboutMail() throws Exception {
    URI messages = URI.create("http://127.0.0.1:" + journey.httpPort() + "/relay/api/v1/messages");

    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(
                HttpRequest.newBuilder(messages).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
  }

  @Test
  void shouldTellThePasswordOfTheAdministratorInItsLogAtTheFirstStart() throws Exception {
    Matcher told =
        Pattern.compile("the administrator is admin with the password (\\S+)")
            .matcher(server.complaints());

    assertThat(told.find()).isTrue();
    new ServerApi(journey.httpPort(), told.group(1), PATIENCE)
        .awaited("/api/v1/messages", page -> page.startsWith("{\"messages\""));
  }
}
