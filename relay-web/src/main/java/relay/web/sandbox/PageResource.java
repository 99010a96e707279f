package relay.web.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import relay.domain.access.Right;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.mail.QueueId;
import relay.domain.sandbox.MailPreview;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;
import relay.web.access.Needs;
import relay.web.problem.Problem;

/** {@code GET /}: the sandbox while it is on, else the status of the relay. */
@Path("/")
@Needs(Right.SEE_PAGES)
@ApplicationScoped
public class PageResource {
  private static final String HTML = "text/html; charset=utf-8";

  // The frame's document: its own styles and pictures it carries along, nothing else, and no
  // origin.
  private static final String MAIL_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self';"
          + " form-action 'none'; base-uri 'none'; sandbox";

  @Inject CurrentConfiguration configuration;
  @Inject Sandbox sandbox;
  @Inject SandboxPages pages;
  @Inject StatusPage status;
  @Inject MailPreview.Reader previews;

  @GET
  @Produces(HTML)
  public String page(@Context UriInfo uri) {
    return configuration.get().routing().sandboxByDefault()
        ? pages.list(uri.getBaseUri())
        : status.page(uri.getBaseUri().getPath());
  }

  @GET
  @Path("sandbox/{id}")
  @Produces(HTML)
  public String mail(@PathParam("id") String id, @Context UriInfo uri) {
    SandboxMail mail = sandbox.find(id).orElseThrow(PageResource::notKept);
    return pages.mail(uri.getBaseUri(), mail, content(id));
  }

  /** The story of any mail, also of one that waits. */
  @GET
  @Path("mails/{id}")
  @Produces(HTML)
  public String story(@PathParam("id") String id, @Context UriInfo uri) {
    try {
      return pages.story(uri.getBaseUri(), new QueueId(id)).orElseThrow(PageResource::notKept);
    } catch (IllegalArgumentException e) {
      throw notKept();
    }
  }

  /** As text, so that a browser shows it and runs nothing. */
  @GET
  @Path("sandbox/{id}/source")
  @Produces(MediaType.TEXT_PLAIN + "; charset=utf-8")
  public byte[] source(@PathParam("id") String id) {
    return content(id);
  }

  @GET
  @Path("sandbox/{id}/html")
  @Produces(HTML)
  public Response html(@PathParam("id") String id) {
    String html = previews.read(content(id)).html().orElseThrow(PageResource::notKept);
    return Response.ok(html)
        .header("Content-Security-Policy", MAIL_POLICY)
        .header("X-Frame-Options", "SAMEORIGIN")
        .build();
  }

  private byte[] content(String id) {
    try {
      return sandbox.content(id).orElseThrow(PageResource::notKept);
    } catch (IOException e) {
      throw new UncheckedIOException("a mail of the sandbox cannot be read", e);
    }
  }

  private static Problem notKept() {
    return Problem.in(404, "id", "no such mail is kept (any longer)");
  }
}
