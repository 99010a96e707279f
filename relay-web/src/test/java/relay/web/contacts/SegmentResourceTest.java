package relay.web.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.Contact;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentDesk;
import relay.domain.contacts.SegmentReader;
import relay.domain.control.ControlJson;
import relay.web.HttpPeer;
import relay.web.access.People;

class SegmentResourceTest {
  private static final String PATH = "/api/v1/tenants/acme/segments/";
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new SegmentResource();
    resource.desk = new TwoSegments();
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellHowManyAndShowSome() {
    var answer = peer.getAs(People.ACME_READER, PATH + "readers/contacts?sample=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HttpPeer.json(answer).getInt("count")).isEqualTo(1204);
    assertThat(HttpPeer.json(answer).getJsonArray("sample")).hasSize(1);
  }

  @Test
  void shouldSayWhatIsNotDeclaredAnyMore() {
    var answer = peer.getAs(People.ACME_READER, PATH + "old/contacts");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("condition.list is not there");
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThat(peer.getAs(People.ACME_READER, PATH + "none/contacts").statusCode()).isEqualTo(404);
    assertThat(peer.getAs(People.ACME_READER, PATH + "old/contacts?sample=0").statusCode())
        .isEqualTo(400);
  }

  /** One that means 1204 contacts alike, and one of a list that is no more. */
  private static final class TwoSegments implements SegmentDesk {
    @Override
    public Optional<Segment> find(String tenant, String id) {
      String list = id.equals("readers") ? "news" : "daily";
      return id.equals("none")
          ? Optional.empty()
          : Optional.of(
              new Segment(tenant, id, 1, "", ControlJson.read("{\"list\":\"" + list + "\"}")));
    }

    @Override
    public Found ask(Segment segment, int sample) {
      new SegmentReader(Contacts.SCHEMA).read(segment.condition());
      var contact =
          new Contact(
              "acme",
              "7",
              Contacts.fields("{\"address\":\"ann@example.org\"}"),
              java.util.Map.of(),
              relay.domain.contacts.ContactFrequency.NORMAL,
              Contacts.NOON,
              Contacts.NOON,
              1);
      return new Found(1204, java.util.Collections.nCopies(sample, contact).stream().toList());
    }
  }
}
