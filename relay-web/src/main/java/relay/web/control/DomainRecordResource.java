package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.control.ControlKey;
import relay.domain.control.Fields;
import relay.domain.onboarding.DnsRecord;
import relay.domain.onboarding.DomainRecords;
import relay.domain.onboarding.DomainReport;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code GET /api/v1/tenants/{tenant}/domains/{id}/dns}: what the domain should publish, and does.
 */
@Path("api/v1/tenants/{tenant}/domains/{id}/dns")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DomainRecordResource {
  private static final int FOUND_MAX = 10;
  @Inject DomainRecords records;

  @GET
  public String check(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    if (tenant.length() > ControlKey.NAME_CHARS_MAX) {
      throw Problem.in(404, "tenant", "there is no tenant of this id");
    }
    DomainReport report =
        records
            .check(tenant, DomainProofResource.name(id))
            .orElseThrow(() -> Problem.in(404, "id", "the tenant has no such domain"));
    JsonArrayBuilder all = Json.array();
    report.records().forEach(record -> all.add(json(record)));
    return Json.text(
        Json.object()
            .add("domain", report.domain().name().ascii())
            .add("tenant", tenant)
            .add("state", Fields.word(report.domain().state()))
            .add("ready", report.isReady())
            .add("checked_at", report.checkedAt().toString())
            .add("records", all)
            .build());
  }

  private static JsonObjectBuilder json(DnsRecord record) {
    JsonArrayBuilder found = Json.array();
    record.found().stream().limit(FOUND_MAX).forEach(found::add);
    return Json.object()
        .add("purpose", Fields.word(record.purpose()))
        .add("type", record.type())
        .add("name", record.name())
        .add("value", record.value())
        .add("state", Fields.word(record.state()))
        .add("required", record.required())
        .add("found", found)
        .add("advice", record.advice());
  }
}
