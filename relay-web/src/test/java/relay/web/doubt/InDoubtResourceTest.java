package relay.web.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.InDoubtMail;
import relay.domain.queue.InDoubtMails;
import relay.domain.queue.QueueUnavailable;
import relay.web.HttpPeer;
import relay.web.access.People;

class InDoubtResourceTest {
  private static final String PATH = "/api/v1/in-doubt";
  private final Held held = new Held();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new InDoubtResource();
    resource.mails = held;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellWhichMailWaitsForAnAnswerSinceWhenAndHowLong() {
    JsonObject answer = HttpPeer.json(peer.getAsAdmin(PATH));

    JsonObject mail = answer.getJsonArray("in_doubt").getJsonObject(0);
    assertThat(mail.getString("message")).isEqualTo("0khr3vqs0abcdefghjkm");
    assertThat(mail.getJsonArray("recipients").getString(0)).isEqualTo("bob@example.org");
    assertThat(mail.getString("tenant")).isEqualTo("acme");
    assertThat(mail.getString("campaign")).isEqualTo("spring");
    assertThat(mail.getInt("attempts")).isEqualTo(1);
    assertThat(mail.getString("since")).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(mail.getString("until")).isEqualTo("2026-01-01T13:00:00Z");
    assertThat(answer.getInt("mails_waiting")).isEqualTo(7);
    assertThat(held.asked).isEqualTo("Optional.empty 101");
  }

  @Test
  void shouldAskForOneMailOnly() {
    peer.getAsAdmin(PATH + "?message=0khr3vqs0abcdefghjkm&limit=5");

    assertThat(held.asked).isEqualTo("Optional[0khr3vqs0abcdefghjkm] 6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "message=12", "color=red"})
  void shouldRefuseWhatItDoesNotKnow(String query) {
    assertThat(peer.getAsAdmin(PATH + "?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldSayWhenToAskAgainWhileTheBrokerIsDown() {
    held.isDown = true;

    assertThat(peer.getAsAdmin(PATH).statusCode()).isEqualTo(503);
  }

  @Test
  void shouldShowNobodysMailToThePeopleOfATenant() {
    assertThat(peer.getAs(People.ACME_ADMINISTRATOR, PATH).statusCode()).isEqualTo(403);
  }

  /** One mail, and what was asked for last. */
  private static final class Held implements InDoubtMails {
    private String asked = "";
    private boolean isDown;

    @Override
    public List<InDoubtMail> list(Optional<QueueId> mail, int most) {
      asked = mail + " " + most;
      if (isDown) {
        throw new QueueUnavailable("the broker is down", null);
      }
      var owner = new MailOwner("acme", "news", "").inCampaign("spring");
      var entry = new EntryId(new QueueId("0khr3vqs0abcdefghjkm"), 0, 1);
      var one = aMail().entry(entry).owner(owner).to("bob@example.org").build();
      return List.of(new InDoubtMail(one, NOON, NOON.plusSeconds(3_600)));
    }

    @Override
    public OptionalLong count() {
      return OptionalLong.of(7);
    }
  }
}
