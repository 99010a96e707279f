package relay.domain.access;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What an operation needs, and how far each role has it: the whole table of who may do what. */
public enum Right {
  /** For anybody, without a login: whether the node lives, the description of the API. */
  BE_HERE(table().all(Reach.EVERYTHING)),
  /** See who one is, log out. */
  BE_SOMEBODY(table().platform().tenantStaff().of(Role.SENDER, Reach.OWN_MAIL)),
  /** Hand in mail; the mail's door decides, by credential and address. */
  HAND_IN_MAIL(table().of(Role.SENDER, Reach.OWN_MAIL)),
  /** Find mails and their stories. */
  READ_MAIL(
      table()
          .platform()
          .of(Role.TENANT_ADMINISTRATOR, Reach.OWN_TENANT)
          .of(Role.TENANT_READER, Reach.OWN_TENANT)
          .of(Role.SENDER, Reach.OWN_MAIL)),
  /** See what is queued. */
  READ_QUEUES(table().platform().tenantStaff()),
  /** See whom no mail goes to. */
  READ_SUPPRESSIONS(table().platform().tenantStaff()),
  /** Put addresses on the suppression list and take them off. */
  CHANGE_SUPPRESSIONS(table().platform().of(Role.TENANT_ADMINISTRATOR, Reach.OWN_TENANT)),
  /** See a tenant's contacts and by what consent it writes to them. */
  READ_CONTACTS(table().platform().tenantStaff()),
  /** Change contacts and their consents, by hand or by file. */
  CHANGE_CONTACTS(
      table()
          .of(Role.PLATFORM_ADMINISTRATOR, Reach.EVERYTHING)
          .of(Role.TENANT_ADMINISTRATOR, Reach.OWN_TENANT)),
  /** See tenants and what belongs to them; secrets are never shown. */
  READ_TENANTS(table().platform().tenantStaff()),
  /** Change what a tenant manages itself: streams, domains, credentials, users. */
  CHANGE_OBJECTS(
      table()
          .of(Role.PLATFORM_ADMINISTRATOR, Reach.EVERYTHING)
          .of(Role.TENANT_ADMINISTRATOR, Reach.OWN_TENANT)),
  /** See who changed what. */
  READ_AUDIT(table().platform().of(Role.TENANT_ADMINISTRATOR, Reach.OWN_TENANT)),
  /** Change what all tenants share, and the tenants themselves with their limits. */
  ADMINISTER(table().of(Role.PLATFORM_ADMINISTRATOR, Reach.EVERYTHING)),
  /** Act on mail and logins of everybody: brakes, retries, jobs, unlocking. */
  OPERATE(table().platform()),
  /** See how the relay is doing as a whole. */
  OBSERVE(table().platform()),
  /** The figures for a monitoring system; without a login for programs of this machine. */
  READ_METRICS(table().platform()),
  /** The pages for people, mails of the sandbox included; open at this machine while it is on. */
  SEE_PAGES(table().platform());

  private static final Set<String> OWN_OBJECTS =
      Set.of(
          "streams",
          "domains",
          "credentials",
          "users",
          "webhooks",
          "templates",
          "suppression-rules",
          "reply-rules",
          "attributes",
          "lists",
          "segments",
          "campaigns",
          "series",
          "automations");
  private static final Set<String> SHOWN_OBJECTS = Set.of("client-ranges", "inbound-domains");

  private final Map<Role, Reach> reach;

  Right(Table table) {
    reach = table.reach;
  }

  /** How far somebody of this role has it. */
  public Reach reachOf(Role role) {
    return reach.getOrDefault(role, Reach.NOTHING);
  }

  /**
   * The right over objects of one kind below a tenant. What a client's address or a recipient's
   * domain is trusted for concerns everybody, so the platform alone changes it; a kind that is not
   * named here is the platform's alone.
   *
   * @param collection as in the path
   */
  public Right over(String collection) {
    boolean known = OWN_OBJECTS.contains(collection);
    if (this == CHANGE_OBJECTS && !known) {
      return ADMINISTER;
    }
    boolean shown = known || SHOWN_OBJECTS.contains(collection);
    return this == READ_TENANTS && !shown ? OBSERVE : this;
  }

  private static Table table() {
    return new Table();
  }

  /** A row being written. */
  private static final class Table {
    private final Map<Role, Reach> reach = new EnumMap<>(Role.class);

    Table of(Role role, Reach how) {
      reach.put(role, how);
      return this;
    }

    Table platform() {
      return of(Role.PLATFORM_ADMINISTRATOR, Reach.EVERYTHING).of(Role.OPERATOR, Reach.EVERYTHING);
    }

    Table tenantStaff() {
      return of(Role.TENANT_ADMINISTRATOR, Reach.OWN_TENANT)
          .of(Role.TENANT_READER, Reach.OWN_TENANT);
    }

    Table all(Reach how) {
      for (Role role : Role.values()) {
        reach.put(role, how);
      }
      return this;
    }
  }
}
