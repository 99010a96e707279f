package relay.domain.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to get an answer from each operation of the API: written by hand, so that it does not
 * follow the code. Columns: platform administrator, operator, tenant administrator, tenant reader,
 * sender. People of a tenant never reach the path of another one. A new operation that is not in
 * here fails the walks that ask.
 */
public final class ExpectedAccess {
  private static final Role[] COLUMNS = {
    Role.PLATFORM_ADMINISTRATOR,
    Role.OPERATOR,
    Role.TENANT_ADMINISTRATOR,
    Role.TENANT_READER,
    Role.SENDER
  };

  private static final String TABLE =
      """
      GET    /health                                          + + + + +
      GET    /health/live                                     + + + + +
      GET    /health/ready                                    + + + + +
      GET    /openapi                                         + + + + +
      GET    /style.css                                       + + + + +
      GET    /c/{token}                                       + + + + +
      HEAD   /c/{token}                                       + + + + +
      GET    /o/{token}                                       + + + + +
      HEAD   /o/{token}                                       + + + + +
      GET    /u/{token}                                       + + + + +
      POST   /u/{token}                                       + + + + +
      GET    /confirm/{token}                                 + + + + +
      POST   /confirm/{token}                                 + + + + +
      GET    /preferences/{token}                             + + + + +
      POST   /preferences/{token}                             + + + + +
      GET    /report.css                                      + + + + +
      GET    /metrics                                         + + - - -
      GET    /                                                + + - - -
      GET    /sandbox/{id}                                    + + - - -
      GET    /sandbox/{id}/source                             + + - - -
      GET    /sandbox/{id}/html                               + + - - -
      GET    /mails/{id}                                      + + - - -
      POST   /api/v1/session                                  + + + + +
      GET    /api/v1/session                                  + + + + +
      DELETE /api/v1/session                                  + + + + +
      PUT    /api/v1/me/password                              + + + + +
      POST   /api/v1/me/second-factor                         + + + + +
      PUT    /api/v1/me/second-factor                         + + + + +
      GET    /api/v1/session/oidc                             + + + + +
      GET    /api/v1/session/oidc/callback                    + + + + +
      *      /api/v1/users                                    + - - - - / + - - - -
      *      /api/v1/routes                                   + - - - - / + - - - -
      GET    /api/v1/routes/{id}/health                       + + - - -
      GET    /api/v1/route-spend                              + + - - -
      GET    /api/v1/route-profiles                           + + - - -
      POST   /api/v1/route-test                               + + - - -
      POST   /api/v1/messages                                 - - - - +
      GET    /api/v1/messages                                 + + + + +
      GET    /api/v1/messages/{id}                            + + + + +
      GET    /api/v1/messages/{id}/report                     + + + + +
      POST   /api/v1/privacy/export                           + - - - -
      POST   /api/v1/privacy/erasures                         + - - - -
      GET    /api/v1/privacy/erasures                         + - - - -
      GET    /api/v1/privacy/erasures/{id}                    + - - - -
      POST   /api/v1/privacy/gone-nodes/{node}                + - - - -
      GET    /api/v1/queues                                   + + + + -
      POST   /api/v1/queue/retry-now                          + + - - -
      GET    /api/v1/dead-letters                             + + - - -
      GET    /api/v1/dead-letters/{id}                        + + - - -
      POST   /api/v1/dead-letters/{id}/replay                 + + - - -
      DELETE /api/v1/dead-letters/{id}                        + + - - -
      POST   /api/v1/brakes                                   + + - - -
      GET    /api/v1/brakes                                   + + - - -
      GET    /api/v1/brakes/{id}                              + + - - -
      DELETE /api/v1/brakes/{id}                              + + - - -
      GET    /api/v1/in-doubt                                 + + - - -
      GET    /api/v1/suppressions                             + + + + -
      GET    /api/v1/suppressions/{id}                        + + + + -
      PUT    /api/v1/suppressions                             + + + - -
      DELETE /api/v1/suppressions/{id}                        + + + - -
      POST   /api/v1/suppressions/undo                        + + + - -
      POST   /api/v1/suppressions/import                      + + + - -
      GET    /api/v1/suppressions/export                      + + + + -
      GET    /api/v1/suppressions/test                        + + + + -
      GET    /api/v1/traffic                                  + + - - -
      GET    /api/v1/traffic/overrides                        + + - - -
      DELETE /api/v1/traffic/overrides/{id}                   + + - - -
      GET    /api/v1/egress                                   + + - - -
      GET    /api/v1/nodes                                    + + - - -
      *      /api/v1/egress-sources                           + + - - - / + - - - -
      *      /api/v1/egress-pools                             + + - - - / + - - - -
      *      /api/v1/warm-ups                                 + + - - - / + - - - -
      GET    /api/v1/warm-ups/{id}/forecast                   + + - - -
      GET    /api/v1/warm-up-progress                         + + - - -
      *      /api/v1/inbound-domains                          + + - - - / + - - - -
      *      /api/v1/webhooks                                 + + - - - / + - - - -
      GET    /api/v1/webhooks/{id}/deliveries                 + + - - -
      POST   /api/v1/webhooks/{id}/test                       + - - - -
      POST   /api/v1/webhooks/{id}/replay                     + - - - -
      GET    /api/v1/stats                                    + + - - -
      GET    /api/v1/jobs                                     + + - - -
      POST   /api/v1/jobs/prune                               + + - - -
      GET    /api/v1/logins/locked                            + + - - -
      POST   /api/v1/logins/unlock                            + + - - -
      GET    /api/v1/diagnose/route                           + + - - -
      GET    /api/v1/diagnose/reply                           + + - - -
      POST   /api/v1/diagnose/reply                           + + - - -
      POST   /api/v1/diagnose/mail                            + + - - -
      POST   /api/v1/diagnose/spf                             + + - - -
      POST   /api/v1/diagnose/dkim                            + + - - -
      POST   /api/v1/diagnose/dmarc                           + + - - -
      POST   /api/v1/diagnose/report                          + + - - -
      GET    /api/v1/diagnose/dns                             + + - - -
      GET    /api/v1/diagnose/tls                             + + - - -
      GET    /api/v1/diagnose/tls-report                      + + - - -
      GET    /api/v1/tls-reports/outgoing                      + + - - -
      GET    /api/v1/tls-reports/outgoing/{id}                 + + - - -
      GET    /api/v1/replies/unknown                          + + - - -
      POST   /api/v1/replies/back-test                        + + - - -
      POST   /api/v1/explain                                  + + - - -
      GET    /api/v1/messages/{id}/explain                    + + - - -
      GET    /api/v1/audit                                    + + + - -
      GET    /api/v1/audit/export                             + + - - -
      GET    /api/v1/audit/verify                             + + - - -
      GET    /api/v1/settings                                 + + - - -
      PATCH  /api/v1/settings                                 + - - - -
      GET    /api/v1/settings/history                         + + - - -
      GET    /api/v1/settings/diff                            + + - - -
      POST   /api/v1/settings/rollback                        + - - - -
      GET    /api/v1/secrets                                  + - - - -
      POST   /api/v1/secrets/rotate                           + - - - -
      POST   /api/v1/secrets/reseal                           + - - - -
      GET    /api/v1/secrets/identity-keys                    + - - - -
      POST   /api/v1/secrets/identity-keys/rotate             + - - - -
      GET    /api/v1/tenants                                  + + + + -
      POST   /api/v1/tenants                                  + - - - -
      GET    /api/v1/tenants/{tenant}                         + + + + -
      PUT    /api/v1/tenants/{tenant}                         + - - - -
      PATCH  /api/v1/tenants/{tenant}                         + - - - -
      DELETE /api/v1/tenants/{tenant}                         + - - - -
      POST   /api/v1/tenants/{tenant}/domains/{id}/verify     + - + - -
      GET    /api/v1/tenants/{tenant}/domains/{id}/dns        + + + + -
      GET    /api/v1/tenants/{tenant}/domains/{id}/keys       + + + + -
      POST   /api/v1/tenants/{tenant}/domains/{id}/keys       + - + - -
      GET    /api/v1/tenants/{tenant}/domains/{id}/keys/{selector}        + + + + -
      DELETE /api/v1/tenants/{tenant}/domains/{id}/keys/{selector}        + - + - -
      POST   /api/v1/tenants/{tenant}/domains/{id}/keys/{selector}/retire + - + - -
      *      /api/v1/tenants/{tenant}/streams                 + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/domains                 + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/credentials             + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/users                   + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/reply-rules              + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/webhooks                + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/templates               + + + + - / + - + - -
      GET    /api/v1/tenants/{tenant}/templates/{id}/versions             + + + + -
      POST   /api/v1/tenants/{tenant}/templates/{id}/versions             + - + - -
      DELETE /api/v1/tenants/{tenant}/templates/{id}/versions             + - + - -
      GET    /api/v1/tenants/{tenant}/templates/{id}/versions/{number}    + + + + -
      DELETE /api/v1/tenants/{tenant}/templates/{id}/versions/{number}    + - + - -
      POST   /api/v1/tenants/{tenant}/templates/{id}/preview              + + + + -
      POST   /api/v1/tenants/{tenant}/templates/{id}/check                + + + + -
      POST   /api/v1/tenants/{tenant}/templates/{id}/test                 + - + - -
      GET    /api/v1/tenants/{tenant}/webhooks/{id}/deliveries + + + + -
      POST   /api/v1/tenants/{tenant}/webhooks/{id}/test       + - + - -
      POST   /api/v1/tenants/{tenant}/webhooks/{id}/replay     + - + - -
      GET    /api/v1/tenants/{tenant}/reports                  + + + + -
      POST   /api/v1/tenants/{tenant}/reports                  + - + - -
      GET    /api/v1/tenants/{tenant}/reports/{id}             + + + + -
      GET    /api/v1/tenants/{tenant}/reports/sources          + + + + -
      GET    /api/v1/tenants/{tenant}/reports/trend            + + + + -
      GET    /api/v1/tenants/{tenant}/tracking                 + + + + -
      *      /api/v1/tenants/{tenant}/suppression-rules       + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/attributes              + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/lists                   + + + + - / + - + - -
      *      /api/v1/tenants/{tenant}/segments                + + + + - / + - + - -
      GET    /api/v1/tenants/{tenant}/segments/{id}/contacts  + + + + -
      GET    /api/v1/tenants/{tenant}/sunset                  + + + + -
      *      /api/v1/tenants/{tenant}/automations             + + + + - / + - + - -
      POST   /api/v1/tenants/{tenant}/automations/{id}/{order} + - + - -
      GET    /api/v1/tenants/{tenant}/automations/{id}/report + + + + -
      GET    /api/v1/tenants/{tenant}/automations/{id}/contacts/{contact} + + + + -
      POST   /api/v1/tenants/{tenant}/contacts/{contact}/events + - + - -
      *      /api/v1/tenants/{tenant}/campaigns               + + + + - / + - + - -
      POST   /api/v1/tenants/{tenant}/campaigns/{id}/{order}  + - + - -
      *      /api/v1/tenants/{tenant}/series                  + + + + - / + - + - -
      POST   /api/v1/tenants/{tenant}/series/{id}/{order}     + - + - -
      GET    /api/v1/tenants/{tenant}/series/{id}/next        + + + + -
      GET    /api/v1/tenants/{tenant}/campaigns/{id}/report   + + + + -
      POST   /api/v1/tenants/{tenant}/campaigns/{id}/winner   + - + - -
      POST   /api/v1/tenants/{tenant}/campaigns/{id}/conversions + - + - -
      GET    /api/v1/tenants/{tenant}/campaigns/{id}/report/{by} + + + + -
      GET    /api/v1/tenants/{tenant}/campaigns/{id}/report/link + + + + -
      GET    /api/v1/tenants/{tenant}/campaigns/compare     + + + + -
      *      /api/v1/tenants/{tenant}/contacts                + + + + - / + - + - -
      GET    /api/v1/tenants/{tenant}/contact-export           + + + + -
      GET    /api/v1/tenants/{tenant}/contact-imports          + + + + -
      POST   /api/v1/tenants/{tenant}/contact-imports          + - + - -
      GET    /api/v1/tenants/{tenant}/contact-imports/{id}     + + + + -
      DELETE /api/v1/tenants/{tenant}/contact-imports/{id}     + - + - -
      GET    /api/v1/tenants/{tenant}/contact-imports/{id}/report + + + + -
      GET    /api/v1/tenants/{tenant}/contacts/{id}/consents  + + + + -
      PUT    /api/v1/tenants/{tenant}/contacts/{id}/consents/{list} + - + - -
      GET    /api/v1/tenants/{tenant}/contacts/{id}/consents/{list}/confirmation + + + + -
      POST   /api/v1/tenants/{tenant}/contacts/{id}/consents/{list}/confirmation + - + - -
      *      /api/v1/tenants/{tenant}/client-ranges           + + + + - / + - - - -
      *      /api/v1/tenants/{tenant}/inbound-domains         + + + + - / + - - - -
      """;

  private static final Map<String, Set<Role>> BY_OPERATION = read();

  private ExpectedAccess() {}

  /**
   * Who gets an answer.
   *
   * @param operation such as {@code GET /api/v1/tenants/{tenant}}
   * @return empty when the table does not know it
   */
  public static Optional<Set<Role>> of(String operation) {
    return Optional.ofNullable(BY_OPERATION.get(operation));
  }

  /** All operations that are in the table. */
  public static Set<String> operations() {
    return Set.copyOf(BY_OPERATION.keySet());
  }

  private static Map<String, Set<Role>> read() {
    Map<String, Set<Role>> table = new LinkedHashMap<>();
    for (String line : TABLE.strip().split("\n")) {
      String[] words = line.strip().split("\\s+");
      String path = words[1];
      if (words[0].equals("*")) {
        // all operations of a collection: who may read, who may change
        Set<Role> readers = roles(words, 2);
        Set<Role> writers = roles(words, 8);
        table.put("GET " + path, readers);
        table.put("GET " + path + "/{id}", readers);
        table.put("POST " + path, writers);
        for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
          table.put(method + " " + path + "/{id}", writers);
        }
      } else {
        table.put(words[0] + " " + path, roles(words, 2));
      }
    }
    return table;
  }

  private static Set<Role> roles(String[] words, int from) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    String[] marks = Arrays.copyOfRange(words, from, from + COLUMNS.length);
    for (int i = 0; i < COLUMNS.length; i++) {
      if (marks[i].equals("+")) {
        roles.add(COLUMNS[i]);
      } else if (!marks[i].equals("-")) {
        throw new IllegalStateException("neither + nor -: " + String.join(" ", words));
      }
    }
    return roles;
  }
}
