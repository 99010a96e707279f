/**
 * The contact-import job: reads files of contacts.
 *
 * <p>Invariant: where a file goes on is known to the database that has its contacts, and not to the
 * job; so a step may be repeated from wherever the job believes to be. Way in: {@link
 * relay.batch.contacts.BatchImportJobs}, META-INF/batch-jobs/contact-import.xml.
 */
package relay.batch.contacts;
