package relay.web.diagnosis;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnssecTrail;
import relay.web.json.Json;

/** What DNSSEC says to answers of the DNS, as JSON. */
public final class DnssecJson {
  private DnssecJson() {}

  public static JsonArrayBuilder of(List<DnssecTrail.Answer> answers) {
    JsonArrayBuilder all = Json.array();
    for (DnssecTrail.Answer answer : answers) {
      AnswerSecurity security = answer.security();
      JsonObjectBuilder one =
          Json.object().add("about", answer.about()).add("status", security.status().label());
      all.add(security.why().isEmpty() ? one : one.add("why", security.why()));
    }
    return all;
  }
}
