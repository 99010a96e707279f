package relay.web.control;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.function.Function;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectPage;
import relay.domain.administration.ObjectQuery;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** The six operations on objects, whatever their kind and path. */
public abstract class ObjectResource {
  @Inject ObjectDesk desk;

  String list(ControlKind<?> kind, String tenant, UriInfo request) {
    return page(kind, desk.list(kind, tenant, query(kind, request)));
  }

  /** Those of the platform alone, of a kind that tenants have, too. */
  protected String listOfPlatform(ControlKind<?> kind, UriInfo request) {
    return page(kind, desk.listOfPlatform(kind, query(kind, request)));
  }

  private ObjectQuery query(ControlKind<?> kind, UriInfo request) {
    return new QueryReader(request, desk.filters(kind)).read();
  }

  private String page(ControlKind<?> kind, ObjectPage page) {
    JsonArrayBuilder objects = Json.array();
    page.objects().forEach(object -> objects.add(desk.shown(object)));
    JsonObjectBuilder out = Json.object().add(kind.collection().replace('-', '_'), objects);
    page.next().ifPresent(cursor -> out.add("next_cursor", cursor));
    return Json.text(out.build());
  }

  Response show(ControlKey key, HttpHeaders headers) {
    ControlObject object =
        desk.find(key).orElseThrow(() -> Problem.in(404, "id", "there is no " + key));
    String tag = Conditions.tag(object.version());
    return Conditions.isKnown(headers, object.version())
        ? Response.notModified().header(HttpHeaders.ETAG, tag).build()
        : Response.ok(Json.text(desk.shown(object))).header(HttpHeaders.ETAG, tag).build();
  }

  Response create(
      ControlKind<?> kind,
      Function<String, ControlKey> keyOf,
      ChangeRequest asked,
      InputStream body) {
    ChangeOrder order = asked.orderOfNew();
    ChangeResult result = desk.create(kind, keyOf, JsonBody.read(body), order);
    String id =
        result instanceof ChangeResult.Done done ? done.after().orElseThrow().key().id() : "";
    return new Answers(desk, order.trial()).of(result, asked.placeOf(id));
  }

  Response put(ControlKey key, ChangeRequest asked, InputStream body) {
    ChangeOrder order = asked.order();
    return new Answers(desk, order.trial())
        .of(desk.put(key, JsonBody.read(body), order), asked.place());
  }

  Response patch(ControlKey key, ChangeRequest asked, InputStream body) {
    ChangeOrder order = asked.order();
    return new Answers(desk, order.trial())
        .of(desk.patch(key, JsonBody.read(body), order), asked.place());
  }

  Response delete(ControlKey key, ChangeRequest asked) {
    ChangeOrder order = asked.order();
    return new Answers(desk, order.trial()).ofDeletion(desk.delete(key, order));
  }
}
