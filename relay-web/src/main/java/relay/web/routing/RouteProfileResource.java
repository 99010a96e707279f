package relay.web.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.control.Fields;
import relay.domain.routing.ProviderProfile;
import relay.domain.routing.ProviderProfiles;
import relay.web.access.Needs;
import relay.web.json.Json;

/** {@code GET /api/v1/route-profiles}: the services whose hosts and terms the relay knows. */
@Path("api/v1/route-profiles")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteProfileResource {

  @GET
  public String profiles() {
    JsonArrayBuilder profiles = Json.array();
    ProviderProfiles.shipped().all().forEach(profile -> profiles.add(json(profile)));
    return Json.text(Json.object().add("profiles", profiles).build());
  }

  private static JsonObjectBuilder json(ProviderProfile profile) {
    JsonObjectBuilder sites = Json.object();
    profile.sites().forEach((name, site) -> sites.add(name, json(site)));
    JsonObjectBuilder out =
        Json.object()
            .add("profile", profile.id())
            .add("title", profile.title())
            .add("sites", sites)
            .add("needs_site", profile.needsSite() && !profile.sites().isEmpty())
            .add("tls", Fields.word(profile.tls()))
            .add("auth", Fields.word(profile.auth()))
            .add("limits", profile.limits());
    if (!profile.user().isEmpty()) {
      out.add("user", profile.user());
    }
    if (profile.dailyQuota() > 0) {
      out.add("daily_quota", profile.dailyQuota());
    }
    profile
        .price()
        .ifPresent(
            price ->
                out.add("price_per_1000", price.toString()).add("currency", profile.currency()));
    return out.add("facts", profile.facts());
  }

  private static JsonObjectBuilder json(ProviderProfile.Site site) {
    JsonArrayBuilder hosts = Json.array();
    site.hosts().forEach(hosts::add);
    return Json.object().add("hosts", hosts).add("residency", Fields.word(site.residency()));
  }
}
