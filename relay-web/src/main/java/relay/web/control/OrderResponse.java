package relay.web.control;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import relay.domain.administration.ObjectDesk;
import relay.domain.control.ControlObject;
import relay.domain.control.OrderDesk.Answer;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** What became of an order, as a response. */
public final class OrderResponse {
  private OrderResponse() {}

  /**
   * 202 with the object as it is then.
   *
   * @param unknown what is said of an id that nobody has
   */
  public static <T extends ControlObject> Response of(
      Answer<T> answer, ObjectDesk objects, String unknown) {
    if (answer instanceof Answer.Refused<T> refused) {
      throw Problem.of(409, refused.why());
    }
    if (!(answer instanceof Answer.Done<T> done)) {
      throw Problem.in(404, "id", unknown);
    }
    return Response.accepted(Json.text(objects.shown(done.object())))
        .header(HttpHeaders.ETAG, Conditions.tag(done.object().version()))
        .build();
  }
}
