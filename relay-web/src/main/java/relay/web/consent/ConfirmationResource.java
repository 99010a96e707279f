package relay.web.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.consent.ConfirmationDoor;
import relay.domain.contacts.ContactList;
import relay.domain.unsubscribe.LinkOutcome;
import relay.web.access.Needs;
import relay.web.html.RecipientPage;
import relay.web.tracking.VisitorReader;

/** {@code /confirm/{token}}: the link in a mail that asks to confirm a list. */
@Path("confirm/{token}")
@Needs(Right.BE_HERE)
@ApplicationScoped
@Produces(LinkAnswer.HTML)
public class ConfirmationResource {
  private static final String FIELD = "confirm";
  private static final String YES = "yes";
  @Inject ConfirmationDoor door;
  @Inject VisitorReader visitors;

  /** A page with a button; changes nothing, for mail scanners follow every link. */
  @GET
  public Response ask(
      @PathParam("token") String token,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    var answer = door.look(token, visitors.client(headers, security));
    return answer.outcome() == LinkOutcome.DONE
        ? Response.ok(question(answer.list().orElseThrow())).build()
        : LinkAnswer.refused(answer.outcome());
  }

  /** What the button of the page posts. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response confirm(
      @PathParam("token") String token,
      InputStream body,
      @Context HttpHeaders headers,
      @Context SecurityContext security)
      throws IOException {
    var form = LinkAnswer.form(headers, body);
    if (form.filter(f -> List.of(YES).equals(f.get(FIELD))).isEmpty()) {
      return LinkAnswer.notOurForm();
    }
    var answer = door.confirm(token, visitors.client(headers, security));
    return answer.outcome() == LinkOutcome.DONE
        ? Response.ok(
                RecipientPage.told(
                    "Thank you",
                    "You are on the list "
                        + answer.list().orElseThrow().shownTitle()
                        + " now. You can close this page."))
            .build()
        : LinkAnswer.refused(answer.outcome());
  }

  private static String question(ContactList list) {
    return RecipientPage.of(
        "Confirm " + list.shownTitle(),
        html -> {
          if (!list.description().isEmpty()) {
            html.element("p", list.description());
          }
          html.element(
              "p",
              "Press the button to get the mail of this list at the address that this link was sent"
                  + " to. Nothing changes before you press it.");
          // No action: it goes to the address of this page, whatever proxies have made of it.
          html.open("form", "method", "post");
          html.open("input", "type", "hidden", "name", FIELD, "value", YES);
          html.element("button", "Confirm", "type", "submit");
          html.close("form");
        });
  }
}
