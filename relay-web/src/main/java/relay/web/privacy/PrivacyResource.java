package relay.web.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.automation.AutomationLedger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactJson;
import relay.domain.control.ControlJson;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.PersonalRecords;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionJson;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.view.MessageView;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.automation.StoryJson;
import relay.web.json.Json;

/**
 * {@code POST /api/v1/privacy/export}: every mail that one address sent or received, and what the
 * suppression list, the contacts and the automations of tenants say of it, as lines.
 */
@Path("api/v1/privacy")
@Needs(Right.ADMINISTER)
@ApplicationScoped
public class PrivacyResource {
  static final String LINES = "application/jsonl";
  @Inject MessageView view;
  @Inject SuppressionDesk suppressions;
  @Inject ContactDesk contacts;
  @Inject AutomationLedger automations;
  @Inject AuditLog audit;
  @Inject RelayConfiguration configuration;
  @Inject InstantSource clock;

  @POST
  @Path("export")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(LINES)
  public StreamingOutput export(String body, @Context SecurityContext security) {
    EmailAddress address = AddressBody.read(body);
    Instant now = clock.instant();
    Caller caller = Caller.of(security);
    audit.record(
        new AuditEvent(
            now,
            new Actor(caller.getName(), caller.address().getHostAddress()),
            "privacy-export",
            "",
            PersonalRecords.nameOf(address),
            "",
            ""));
    JsonObject head =
        Json.object()
            .add("address", address.toString())
            .add("relay", configuration.node().hostName())
            .add("made_at", now.toString())
            .build();
    return out -> write(head, address, out);
  }

  /** The last line tells that nothing is missing: who does not see it has half of the export. */
  private void write(JsonObject head, EmailAddress address, OutputStream out) throws IOException {
    try {
      line(out, head);
      PersonalRecords.Count count =
          new PersonalRecords(view).export(address, record -> line(out, RecordJson.of(record)));
      long[] listed = new long[1];
      suppressions.export(
          SuppressionFilter.of(SuppressionSubject.of(address)),
          entry -> {
            listed[0]++;
            line(out, Json.object().add("suppression", SuppressionJson.write(entry)).build());
          });
      List<Contact> known = contacts.of(address);
      known.forEach(
          contact ->
              line(
                  out,
                  Json.object()
                      .add("contact", ContactJson.write(contact))
                      .add(
                          "behaviour",
                          ContactJson.write(contacts.behaviour(contact), clock.instant()))
                      .build()));
      known.forEach(
          contact ->
              automations
                  .visits(contact)
                  .forEach(visit -> line(out, automation(contact.tenant(), visit))));
      contacts.proofs(address, proof -> line(out, consent(proof)));
      line(
          out,
          Json.object()
              .add("complete", true)
              .add("received", count.received())
              .add("sent", count.sent())
              .add("suppressions", listed[0])
              .add("contacts", known.size())
              .build());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static JsonObject automation(String tenant, AutomationLedger.Visit visit) {
    return Json.object()
        .add(
            "automation",
            StoryJson.of(visit.story())
                .add("automation", visit.automation())
                .add("tenant", tenant)
                .add("event", visit.data()))
        .build();
  }

  private static JsonObject consent(ContactDesk.Proof proof) {
    return Json.object()
        .add(
            "consent",
            ControlJson.object(ContactJson.write(proof.consent())).add("tenant", proof.tenant()))
        .build();
  }

  private static void line(OutputStream out, JsonObject object) {
    try {
      out.write((Json.text(object) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the client does not read on", e);
    }
  }
}
