/* Generated from the OpenAPI document; do not edit. */
export interface paths {
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Say who is signed in.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * ChangeMe
         * @description Change one's name or language.
         */
        patch: operations["changeMe"];
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ChangePassword
         * @description Change one's password; every other session ends.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SignIn
         * @description Begin a session.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SignOut
         * @description End the session, everywhere this cookie is used.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SignUp
         * @description Create a person and a workspace of their own; signed in at once.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return the workspace.
         */
        get: operations["workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change the workspace's settings.
         */
        patch: operations["changeWorkspace"];
        trace?: never;
    };
    "/api/w/{slug}/members/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take a member out; anybody may leave.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Give a member another role.
         */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/api/w/{slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return the members by name.
         */
        get: operations["members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return the invitations that wait.
         */
        get: operations["invitations"];
        put?: never;
        /**
         * Create
         * @description Invite an address; the answer holds the link to hand over.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke
         * @description Withdraw an invitation.
         */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description Join: with the account signed in, or with a new one for the invited address.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return what the link offers.
         */
        get: operations["invitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Remove a team; its records stay with those responsible for them.
         */
        delete: operations["removeTeam"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a team's title, lead or members.
         */
        patch: operations["changeTeam"];
        trace?: never;
    };
    "/api/w/{slug}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return the teams by title.
         */
        get: operations["teams"];
        put?: never;
        /**
         * Create
         * @description Make a team.
         */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/work-times/{person_id}/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add
         * @description Note that a member will be away; everybody may do so for themselves.
         */
        post: operations["addAbsence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/work-times/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change
         * @description Give a member hours of their own; everybody may do so for themselves.
         */
        put: operations["setWorkTime"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/work-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return when the members work, with the absences that are not over.
         */
        get: operations["workTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/work-times/{person_id}/absences/{absence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Take an absence back.
         */
        delete: operations["removeAbsence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return the tokens, newest first.
         */
        get: operations["tokens"];
        put?: never;
        /**
         * Create
         * @description Make a token; its secret is in the answer and nowhere else.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke
         * @description Withdraw a token, at once.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/connections/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Remove a connection: steps that name it fail from now on.
         */
        delete: operations["removeConnection"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a connection.
         */
        patch: operations["changeConnection"];
        trace?: never;
    };
    "/api/w/{slug}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return the connections that the reader's role may use; to owners and admins, all.
         */
        get: operations["connections"];
        put?: never;
        /**
         * Create
         * @description Make a connection; its secret is sealed and never shown.
         */
        post: operations["createConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/connections/{key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test
         * @description Send one GET through the connection.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CheckDraft
         * @description Check the saved draft: every error and warning.
         */
        post: operations["checkDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/formulas/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CheckFormula
         * @description Check a formula while it is being written.
         */
        post: operations["checkFormula"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DiscardDraft
         * @description Drop what the draft changes: it is the live version again. With If-Match, only the revision that was read.
         */
        post: operations["discardDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * DraftState
         * @description Return who saved the draft last, and when; the revision is the draft's ETag.
         */
        get: operations["draftState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PublishDraft
         * @description Publish the saved draft: all of it, or, with any error, nothing.
         */
        post: operations["publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ReadDraft
         * @description Return the draft's document; its revision is the ETag.
         */
        get: operations["getDraft"];
        /**
         * SaveDraft
         * @description Save the draft: any JSON object. With If-Match, only over the revision that was read.
         */
        put: operations["saveDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Publish an earlier version again, as a new one.
         */
        post: operations["restoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/solution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Solution
         * @description Return the live version as the reader's role sees it.
         */
        get: operations["getSolution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version
         * @description Return a published version with its document.
         */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions
         * @description Return the published versions, newest first.
         */
        get: operations["versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare
         * @description Return what differs between two documents at hand: what is not saved yet, and what it began from.
         */
        post: operations["compareDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * DiffDraft
         * @description Return what the draft changes of a version, or of the live one; version 0 is nothing.
         */
        get: operations["diffDraft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/versions/{first}/diff/{second}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * DiffVersions
         * @description Return what differs between two versions; version 0 is nothing.
         */
        get: operations["diffVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * MapScenarios
         * @description Return the map of the draft's scenarios: what each writes, what sets off which, and where two write one field.
         */
        get: operations["mapScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/in-flight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * InFlight
         * @description Return the runs that are under way, and where they stand, for whoever is about to publish.
         */
        get: operations["runsUnderWay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListPins
         * @description Return the pinned runs, those of one scenario or all.
         */
        get: operations["listPins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs/{run_id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PinRun
         * @description Keep a run that is over as a proof: it is taken again before each publishing.
         */
        post: operations["pinRun"];
        /**
         * UnpinRun
         * @description Keep a run no longer.
         */
        delete: operations["unpinRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay
         * @description Take every pinned run again as the draft would, with what it was given then; nothing is done.
         */
        post: operations["replayPins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/draft/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Impact
         * @description Return what a change of the draft would break, and the stored data that publishing it would concern.
         */
        post: operations["draftImpact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Catalog
         * @description Return the catalogue of the definition language.
         */
        get: operations["catalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schemas/solution.schema.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schema
         * @description Return the JSON Schema of a solution document.
         */
        get: operations["solutionSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/aggregate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Aggregate
         * @description Group and measure the records that match.
         */
        post: operations["aggregateRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Batch
         * @description Create, change and delete many records at once, all or nothing.
         */
        post: operations["batchRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return a record.
         */
        get: operations["record"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Delete a record.
         */
        delete: operations["deleteRecord"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change some fields of a record.
         */
        patch: operations["changeRecord"];
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes
         * @description Return a page of a record's changes, newest first.
         */
        get: operations["recordHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description Return a page of the records that match; `skip` leaves out as many after the cursor.
         */
        get: operations["records"];
        put?: never;
        /**
         * Create
         * @description Create a record; 200 and the record there is, where the entity merges duplicates and this is one.
         */
        post: operations["createRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/links/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Linked
         * @description Return a page of the records behind a field of many links.
         */
        get: operations["linkedRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move
         * @description Put a record into a stage of a funnel.
         */
        post: operations["moveRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/why/{field}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why
         * @description Return why a field has its value.
         */
        get: operations["whyValue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Return the records that hold the words of `q`, parts of words too, without regard to case, accents and script.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/funnels/{key}/amounts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description Return what the draft's way of computing the amount would change.
         */
        post: operations["previewAmounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/funnels/{key}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Summary
         * @description Return the cards of each stage and their worth, of the records that the reader may see.
         */
        get: operations["funnelSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/funnels/{key}/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Times
         * @description Return how long cards have stayed in each stage.
         */
        get: operations["funnelTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/checklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Checklist
         * @description Return the checklist of the record's stage.
         */
        get: operations["recordChecklist"];
        put?: never;
        /**
         * Tick
         * @description Tick a point of the checklist, or leave it open again.
         */
        post: operations["tickChecklist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/unattended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Unattended
         * @description Return a page of the records for which nothing is open and nothing is planned.
         */
        get: operations["unattendedRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Way
         * @description Return the stages that the record has stood in, and for how long.
         */
        get: operations["recordStages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch
         * @description Return a file's bytes, to be saved.
         */
        get: operations["file"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Remove an upload of one's own that no record holds.
         */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/files/{file_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview
         * @description Return a small picture of a picture.
         */
        get: operations["filePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload
         * @description Upload a file: multipart/form-data with a part named `file`.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description Look at an uploaded table: its columns with samples, and guesses of which fields they mean.
         */
        post: operations["previewImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Import an uploaded table; with `dry` nothing is done, and the job's result says what would be.
         */
        post: operations["import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Export a list as CSV, XLSX or JSON: a job whose result names the file.
         */
        post: operations["export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return a saved view.
         */
        get: operations["getView"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Delete a view.
         */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a view; with If-Match, only the version that was read.
         */
        patch: operations["changeView"];
        trace?: never;
    };
    "/api/w/{slug}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description List the views one is offered: the solution's, those shared with one's role, one's own.
         */
        get: operations["listViews"];
        put?: never;
        /**
         * Create
         * @description Save a view, for oneself or for others.
         */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/views/preferred": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Prefer
         * @description Open the records of an entity with this view from now on.
         */
        put: operations["preferView"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Delete a comment of one's own, or, as an owner or admin, anybody's.
         */
        delete: operations["deleteComment"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change a comment of one's own.
         */
        patch: operations["changeComment"];
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description List what was said about a record, newest first.
         */
        get: operations["listComments"];
        put?: never;
        /**
         * Create
         * @description Say something about a record; who is mentioned and may see it is told.
         */
        post: operations["createComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Delete an activity of one's own, or, as an owner or admin, anybody's.
         */
        delete: operations["deleteActivity"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change an activity of one's own, or say that one's planned one is done.
         */
        patch: operations["changeActivity"];
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description List a record's activities, newest first.
         */
        get: operations["listActivities"];
        put?: never;
        /**
         * Create
         * @description Note what was done about a record, or plan what comes.
         */
        post: operations["createActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Backtest
         * @description Say what the scenario would have done over a time that is past; nothing is done.
         */
        post: operations["backtestScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bulk
         * @description Start a scenario by hand on many records at once, each with a run of its own.
         */
        post: operations["runScenarioOnMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DryRun
         * @description Say what the scenario would do; nothing is done.
         */
        post: operations["dryRunScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GetScenario
         * @description Show a scenario: its address if it is a webhook, and how its runs ended.
         */
        get: operations["getScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListScenarios
         * @description List the scenarios with what their runs of the last days came to, for those who may see how they are built.
         */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run
         * @description Start a scenario by hand.
         */
        post: operations["runScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Why
         * @description Say why the scenario ran, or did not, on a record: now, or at a moment.
         */
        post: operations["whyScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/scenarios/{key}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sample
         * @description Return what came.
         */
        get: operations["hookSample"];
        put?: never;
        /**
         * Listen
         * @description Keep the next call for ten minutes; the scenario need not be published.
         */
        post: operations["listenForSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/code/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * TryCode
         * @description Run code over a sample, for those who build.
         */
        post: operations["tryCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/automation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * AutomationOfRecord
         * @description Say of each scenario that could run on a record whether it did, and why not; for those who build.
         */
        get: operations["automationOfRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs/{run_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description End a run where it stands.
         */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GetRun
         * @description Show a run with its steps.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListRuns
         * @description List the runs one may see, newest first; with `failure`, those that stand failed for this cause.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs/{run_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Take a failed run up again at the step that failed; or run it again from the start, as a new run.
         */
        post: operations["retryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs/{run_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Take back what a run has done to records; its result names what was changed since, and what cannot be undone.
         */
        post: operations["undoRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/runs/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * RunQueue
         * @description Say how long the queue of runs is.
         */
        get: operations["runQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description List why runs stand failed: each cause once, with how many there are and since when.
         */
        get: operations["listFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/failures/{failure_id}/mended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mended
         * @description Say that the cause is mended: what failed stays as it ended, what fails next is told of anew.
         */
        post: operations["mendFailure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/failures/{failure_id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rerun
         * @description Try every run that failed for this cause again.
         */
        post: operations["rerunFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Cancel a job; what it has done until then stays, and may be undone.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GetJob
         * @description Show how far a job is, and what came of it.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * End
         * @description Cancel a job; what it has done until then stays, and may be undone.
         */
        delete: operations["endJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListJobs
         * @description List the jobs one has started, newest first.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/jobs/{job_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Take back all that a job has done to records; what was changed since stays, and is named.
         */
        post: operations["undoJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bulk
         * @description Change many records at once: with `dry`, 200 and what it would do; else 202 and the job that does it.
         */
        post: operations["bulkEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Duplicates
         * @description List groups of records that count as the same one, by the entity's matching fields.
         */
        get: operations["duplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description Merge records into one: links, lines, tasks and history come along; undone by the job.
         */
        post: operations["mergeRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/records/{entity}/{record_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Undo one change of a record; 409 with the conflicts where something newer is in the way.
         */
        post: operations["undoEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listing
         * @description List an entity's deleted records, the last deleted first; without an entity, only how many each has.
         */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/trash/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Purge
         * @description End deleted records for good, before their thirty days are over.
         */
        post: operations["purgeRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/trash/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Bring records back, with their lines and all that went with them.
         */
        post: operations["restoreRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Close a task, or open it again.
         */
        patch: operations["changeTask"];
        trace?: never;
    };
    "/api/w/{slug}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListTasks
         * @description List one's tasks, newest first; owners and admins see everybody's.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Create
         * @description Open a task.
         */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/timers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListTimers
         * @description List what is ahead, the nearest first.
         */
        get: operations["listTimers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/timers/{timer}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RunNow
         * @description Set it going now, once.
         */
        post: operations["runTimer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/timers/{timer}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip
         * @description Let it pass this time.
         */
        post: operations["skipTimer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/approvals/{approval_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GetApproval
         * @description Show an approval, and who has decided what.
         */
        get: operations["getApproval"];
        put?: never;
        /**
         * Decide
         * @description Decide. Once the rule is met the run that asked goes on.
         */
        post: operations["decideApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListApprovals
         * @description List what one is asked, newest first; owners and admins see all.
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListNotifications
         * @description List one's notifications, newest first.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read
         * @description Mark notifications as read.
         */
        post: operations["readNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream
         * @description Follow the workspace: events record, run, task, notification, job; `Last-Event-ID` resumes.
         */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CallHook
         * @description Take a call to a scenario: the answer is what the scenario responds, else the run that was opened.
         */
        post: operations["callHook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ReportEvent
         * @description Report an event.
         */
        post: operations["reportEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/billing/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Checkout
         * @description Begin to buy a plan; the answer says where to pay.
         */
        post: operations["checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/billing/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Portal
         * @description Say where the subscription is managed, or ended.
         */
        post: operations["billingPortal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/w/{slug}/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read
         * @description Return plan, limits and usage, and what else is on offer.
         */
        get: operations["billing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/tenants/{slug}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Grant
         * @description Put a tenant on a plan without payment; it is written in the tenant's audit trail.
         */
        put: operations["grantPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operator/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tenants
         * @description Return a page of tenants.
         */
        get: operations["tenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AbsenceItem */
        AbsenceItem: {
            /** Format: uuid */
            id: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            note: string | null;
        };
        /** Acceptance */
        Acceptance: {
            name?: string | null;
            password?: string | null;
        };
        /** Accepted */
        Accepted: {
            user: components["schemas"]["User"];
            workspace: components["schemas"]["InvitedTo"];
        };
        /** Activity */
        Activity: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "call" | "meeting" | "note" | "message";
            title: string;
            text: string;
            /** Format: date-time */
            at: string;
            minutes: number | null;
            responsible: string | null;
            done_at: string | null;
            /** Format: uuid */
            author: string;
            author_kind: string;
            author_title: string;
            /** Format: date-time */
            created_at: string;
            edited_at: string | null;
            mine: boolean;
        };
        /** ActivityChange */
        ActivityChange: {
            kind?: "call" | "meeting" | "note" | "message";
            title?: string;
            text?: string;
            at?: string;
            minutes?: number | null;
            responsible?: string;
            done?: boolean | null;
        };
        /** ActivityPage */
        ActivityPage: {
            items: components["schemas"]["Activity"][];
            next: string | null;
        };
        /** Again */
        Again: {
            /**
             * @default failed
             * @enum {string}
             */
            from: "failed" | "start";
        };
        /** AggregateBody */
        AggregateBody: {
            group_by?: string[] | string;
            measures?: {
                [key: string]: string;
            } | string[];
            filter?: string | null;
        };
        /** AmountPreview */
        AmountPreview: {
            funnel: string;
            computed: boolean;
            cards: number;
            looked_at: number;
            affected: number;
            items: components["schemas"]["RevaluedCard"][];
        };
        /** ApprovalPage */
        ApprovalPage: {
            items: components["schemas"]["ApprovalView"][];
            next: string | null;
        };
        /** ApprovalView */
        ApprovalView: {
            /** Format: uuid */
            id: string;
            text: string;
            status: string;
            rule: string;
            entity: string | null;
            record: string | null;
            approvers: string[];
            votes: components["schemas"]["VoteView"][];
            due: string | null;
            scenario: string;
            /** Format: uuid */
            run: string;
            /** Format: date-time */
            created_at: string;
            decided_at: string | null;
            can_decide: boolean;
        };
        /** AttemptView */
        AttemptView: {
            attempt: number;
            error: unknown;
            started_at: string | null;
            finished_at: string | null;
        };
        /** AuthorView */
        AuthorView: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** Automation */
        Automation: {
            items: {
                [key: string]: unknown;
            }[];
        };
        /** BatchBody */
        BatchBody: {
            create?: components["schemas"]["NewRecord"][];
            update?: components["schemas"]["RowChange"][];
            delete?: string[];
        };
        /** BatchView */
        BatchView: {
            created: components["schemas"]["RecordView"][];
            updated: components["schemas"]["RecordView"][];
            deleted: string[];
        };
        /** BillingView */
        BillingView: {
            plan: string;
            status: string;
            period_end: string | null;
            seats: number | null;
            manageable: boolean;
            demonstration: boolean;
            limits: {
                [key: string]: number | null;
            };
            usage: {
                [key: string]: number;
            };
            code_used: number;
            plans: components["schemas"]["PlanView"][];
        };
        /** BulkBody */
        BulkBody: {
            filter?: string | null;
            ids?: string[] | null;
            values?: {
                [key: string]: unknown;
            } | null;
            stage?: components["schemas"]["StageOf"] | string | null;
            responsible?: string | null;
            /** @default false */
            delete: boolean;
            /**
             * @default all
             * @enum {string}
             */
            automation: "all" | "no_messages" | "none";
            /** @default false */
            dry: boolean;
        };
        /** BulkPreview */
        BulkPreview: {
            count: number;
            allowed: number;
            effects: {
                [key: string]: unknown;
            }[];
            scenarios: components["schemas"]["StartedScenario"][];
        };
        /** ChangeView */
        ChangeView: {
            pointer: string;
            kind: string;
            from: unknown;
            to: unknown;
            words: string;
            parts: components["schemas"]["PartView"][];
            member: string;
        };
        /** ChangedRecord */
        ChangedRecord: {
            entity: string;
            /** Format: uuid */
            record: string;
            version: number;
            kind: string;
            step: string | null;
        };
        /** ChecklistView */
        ChecklistView: {
            funnel: string | null;
            stage: string | null;
            items: components["schemas"]["PointView"][];
        };
        /** CheckoutStart */
        CheckoutStart: {
            plan: string;
        };
        /** CodeFault */
        CodeFault: {
            code: string;
            message: string;
            line?: number | null;
            column?: number | null;
        };
        /** CodeTrial */
        CodeTrial: {
            source: string;
            input?: unknown;
        };
        /** CodeTried */
        CodeTried: {
            output: unknown;
            lines: string[];
            error: components["schemas"]["CodeFault"] | null;
            fuel: number | null;
            milliseconds: number;
        };
        /** ColumnView */
        ColumnView: {
            no: number;
            title: string;
            type: string;
            samples: string[];
            target: string | null;
        };
        /** Comment */
        Comment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            author: string;
            author_kind: string;
            author_title: string;
            text: string;
            mentions: string[];
            /** Format: date-time */
            created_at: string;
            edited_at: string | null;
            mine: boolean;
            unreached?: string[];
        };
        /** CommentChange */
        CommentChange: {
            text: string;
            mentions?: string[];
        };
        /** CommentPage */
        CommentPage: {
            items: components["schemas"]["Comment"][];
            next: string | null;
        };
        /** ConcernView */
        ConcernView: {
            effect: components["schemas"]["DataEffect"];
            count: number | null;
            capped: boolean;
            actions: string[];
            targets: string[];
            old_type: string | null;
            new_type: string | null;
            converts: number | null;
            lost: number | null;
            examples: components["schemas"]["LostExample"][];
        };
        /** ConflictView */
        ConflictView: {
            entity: string;
            id: string;
            code: string;
            field: string | null;
            version: number | null;
            at: string | null;
            by: {
                [key: string]: unknown;
            } | null;
        };
        /** ConnectionChange */
        ConnectionChange: {
            title?: string;
            kind?: string;
            hosts?: string[];
            settings?: {
                [key: string]: string;
            };
            secret?: string;
            roles?: string[];
            per_second?: number | null;
            at_once?: number | null;
        };
        /** ConnectionList */
        ConnectionList: {
            items: components["schemas"]["ConnectionView"][];
        };
        /** ConnectionTrial */
        ConnectionTrial: {
            url: string;
        };
        /** ConnectionView */
        ConnectionView: {
            key: string;
            title: string;
            kind: string;
            hosts: string[];
            settings: {
                [key: string]: string;
            };
            has_secret: boolean;
            roles: string[];
            per_second: number | null;
            at_once: number | null;
            /** Format: uuid */
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** DataEffect */
        DataEffect: {
            /** @enum {string} */
            kind: "entity_removed" | "field_removed" | "type_changed" | "option_removed" | "funnel_removed" | "stage_removed" | "role_removed";
            entity?: string | null;
            field?: string | null;
            option?: string | null;
            funnel?: string | null;
            stage?: string | null;
            role?: string | null;
        };
        /** Decided */
        Decided: {
            /** @enum {string} */
            decision: "approved" | "rejected";
            comment?: string | null;
        };
        /** DecisionInput */
        DecisionInput: {
            /** @enum {string} */
            kind: "entity_removed" | "field_removed" | "type_changed" | "option_removed" | "funnel_removed" | "stage_removed" | "role_removed";
            entity?: string | null;
            field?: string | null;
            option?: string | null;
            funnel?: string | null;
            stage?: string | null;
            role?: string | null;
            /** @enum {string} */
            action: "keep" | "convert" | "empty" | "replace" | "clear" | "move";
            to?: string | null;
        };
        /** DiffView */
        DiffView: {
            changes: components["schemas"]["ChangeView"][];
        };
        /** DifferenceView */
        DifferenceView: {
            kind: string;
            step: string | null;
            from: unknown;
            to: unknown;
        };
        /** DiscardedView */
        DiscardedView: {
            entity: string;
            /** Format: uuid */
            id: string;
            number: number;
            display: string | null;
            /** Format: date-time */
            deleted_at: string;
            deleted_by: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            purged_at: string;
        };
        /** Documents */
        Documents: {
            from: {
                [key: string]: unknown;
            };
            to: {
                [key: string]: unknown;
            };
        };
        /** DraftStateView */
        DraftStateView: {
            revision: number;
            base_version: number;
            author: components["schemas"]["AuthorView"] | null;
            saved_at: string | null;
        };
        /** DuplicatesView */
        DuplicatesView: {
            fields: string[];
            records: components["schemas"]["RecordView"][];
        };
        /** Elsewhere */
        Elsewhere: {
            url: string;
        };
        /** EventTaken */
        EventTaken: {
            event: components["schemas"]["EventView"];
        };
        /** EventView */
        EventView: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** ExportBody */
        ExportBody: {
            entity?: string | null;
            view?: string | null;
            /**
             * @default csv
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json";
            columns?: string[];
            filter?: string | null;
            sort?: string | null;
        };
        /** FailureList */
        FailureList: {
            items: components["schemas"]["FailureView"][];
        };
        /** FailureView */
        FailureView: {
            /** Format: uuid */
            id: string;
            scenario: string;
            step: string | null;
            code: string;
            message: string | null;
            count: number;
            under_way: number;
            /** Format: date-time */
            first_at: string;
            /** Format: date-time */
            last_at: string;
            /** Format: uuid */
            last_run: string;
            told: string[];
        };
        /** FileSummary */
        FileSummary: {
            /** Format: uuid */
            id: string;
            name: string;
            size: number;
            type: string;
        };
        /** FileView */
        FileView: {
            /** Format: uuid */
            id: string;
            name: string;
            size: number;
            type: string;
            preview: boolean;
        };
        /** FormulaPlace */
        FormulaPlace: {
            source: string;
            entity?: string | null;
            pointer?: string | null;
            record?: string | null;
        };
        /** FormulaView */
        FormulaView: {
            type: string | null;
            errors: components["schemas"]["ProblemView"][];
            value?: unknown;
            tree?: {
                [key: string]: unknown;
            };
        };
        /** FunnelSummary */
        FunnelSummary: {
            funnel: string;
            entity: string;
            amount: string | null;
            stages: components["schemas"]["LaneView"][];
        };
        /** FunnelTimes */
        FunnelTimes: {
            funnel: string;
            entity: string;
            stages: components["schemas"]["StageTimes"][];
        };
        /** GroupPage */
        GroupPage: {
            items: components["schemas"]["DuplicatesView"][];
            next: string | null;
        };
        /** GroupView */
        GroupView: {
            key: {
                [key: string]: unknown;
            };
            values: {
                [key: string]: unknown;
            };
        };
        /** GroupsView */
        GroupsView: {
            groups: components["schemas"]["GroupView"][];
        };
        /** HistoryPage */
        HistoryPage: {
            items: components["schemas"]["RecordChangeView"][];
            next: string | null;
        };
        /** HitView */
        HitView: {
            entity: string;
            /** Format: uuid */
            id: string;
            number: number;
            title: string | null;
            field: string;
            text: string;
            funnel: string | null;
            stage: string | null;
        };
        /** HookSample */
        HookSample: {
            url: string;
            until: string | null;
            at: string | null;
            body: unknown;
        };
        /** HookView */
        HookView: {
            url: string;
            secret: string;
        };
        /** HoursChange */
        HoursChange: {
            hours: {
                [key: string]: string;
            } | null;
        };
        /** ImpactQuestion */
        ImpactQuestion: {
            pointer?: string | null;
            to?: {
                [key: string]: unknown;
            } | null;
        };
        /** ImpactView */
        ImpactView: {
            uses: components["schemas"]["UseView"][];
            data: components["schemas"]["ConcernView"][];
        };
        /** ImportBody */
        ImportBody: {
            file: string;
            encoding?: string | null;
            delimiter?: string | null;
            sheet?: string | null;
            entity: string;
            mapping: {
                [key: string]: string | null;
            } | components["schemas"]["MappedColumn"][];
            match?: string[];
            /**
             * @default update
             * @enum {string}
             */
            on_match: "update" | "skip" | "create";
            /**
             * @default all
             * @enum {string}
             */
            automation: "all" | "no_messages" | "none";
            /** @default false */
            dry: boolean;
            funnel?: string | null;
            stage?: string | null;
            /** @default false */
            month_first: boolean;
        };
        /** InFlight */
        InFlight: {
            /**
             * @default finish
             * @enum {string}
             */
            do: "finish" | "move" | "stop";
            steps?: {
                [key: string]: string;
            };
        };
        /** InvitationItem */
        InvitationItem: {
            /** Format: uuid */
            id: string;
            email: string;
            role: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** InvitationList */
        InvitationList: {
            items: components["schemas"]["InvitationItem"][];
        };
        /** InvitationMade */
        InvitationMade: {
            /** Format: uuid */
            id: string;
            email: string;
            role: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            link: string;
        };
        /** InvitedTo */
        InvitedTo: {
            slug: string;
            title: string;
        };
        /** JobPage */
        JobPage: {
            items: components["schemas"]["JobView"][];
            next: string | null;
        };
        /** JobStarted */
        JobStarted: {
            /** Format: uuid */
            id: string;
            job: components["schemas"]["JobView"];
        };
        /** JobView */
        JobView: {
            /** Format: uuid */
            id: string;
            kind: string;
            status: string;
            done: number;
            total: number | null;
            result: unknown;
            error: unknown;
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
            can_undo: boolean;
        };
        /** LaneView */
        LaneView: {
            key: string;
            count: number;
            amount: unknown;
            weighted: unknown;
            overdue: number;
        };
        /** LostExample */
        LostExample: {
            /** Format: uuid */
            id: string;
            number: number;
            value: unknown;
        };
        /** MappedColumn */
        MappedColumn: {
            column: number | string;
            target?: string | null;
            field?: string | null;
        };
        /** Me */
        Me: {
            user: components["schemas"]["User"];
            workspaces: components["schemas"]["WorkspaceItem"][];
        };
        /** MemberItem */
        MemberItem: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            role: string;
        };
        /** MemberList */
        MemberList: {
            items: components["schemas"]["MemberItem"][];
        };
        /** MergeBody */
        MergeBody: {
            /** Format: uuid */
            keep: string;
            others: string[];
            choices?: {
                [key: string]: string;
            };
        };
        /** MergedView */
        MergedView: {
            record: components["schemas"]["RecordView"];
            job: components["schemas"]["JobView"];
        };
        /** NewAbsence */
        NewAbsence: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            note?: string | null;
        };
        /** NewActivity */
        NewActivity: {
            /** @enum {string} */
            kind: "call" | "meeting" | "note" | "message";
            title: string;
            /** @default  */
            text: string;
            at?: string;
            minutes?: number | null;
            responsible?: string | null;
            done?: boolean | null;
        };
        /** NewComment */
        NewComment: {
            text: string;
            mentions?: string[];
        };
        /** NewConnection */
        NewConnection: {
            key: string;
            title: string;
            kind: string;
            hosts?: string[];
            settings?: {
                [key: string]: string;
            };
            secret?: string | null;
            roles?: string[];
            per_second?: number | null;
            at_once?: number | null;
        };
        /** NewEvent */
        NewEvent: {
            name: string;
            data?: unknown;
            key?: string | null;
        };
        /** NewInvitation */
        NewInvitation: {
            email: string;
            role: string;
        };
        /** NewRecord */
        NewRecord: {
            values?: {
                [key: string]: unknown;
            };
            funnel?: string | null;
            stage?: string | null;
            responsible?: string | null;
            team?: string | null;
        };
        /** NewTask */
        NewTask: {
            title: string;
            entity?: string | null;
            record?: string | null;
            responsible?: string | null;
            due?: string | null;
        };
        /** NewTeam */
        NewTeam: {
            title: string;
            lead?: string | null;
            members?: string[];
        };
        /** NewToken */
        NewToken: {
            title: string;
            role: string;
            expires_at?: string | null;
        };
        /** NewView */
        NewView: {
            title: string;
            entity: string;
            /**
             * @default table
             * @enum {string}
             */
            kind: "table" | "board" | "calendar" | "list";
            funnel?: string | null;
            /** @default [] */
            columns: (string | unknown)[];
            widths?: {
                [key: string]: number;
            };
            /** @default 1 */
            pinned: number;
            filter?: string | null;
            sort?: string | null;
            group?: string | null;
            totals?: {
                [key: string]: "sum" | "average" | "min" | "max" | "count";
            };
            date?: string | null;
            /** @default false */
            shared: boolean;
            /** @default [] */
            roles: (string | unknown)[];
        };
        /** NewWorkspace */
        NewWorkspace: {
            title: string;
        };
        /** NotificationPage */
        NotificationPage: {
            items: components["schemas"]["NotificationView"][];
            next: string | null;
            unread: number;
        };
        /** NotificationView */
        NotificationView: {
            /** Format: uuid */
            id: string;
            text: string;
            entity: string | null;
            record: string | null;
            /** Format: date-time */
            created_at: string;
            read_at: string | null;
            cause: unknown;
        };
        /** OfferView */
        OfferView: {
            workspace: components["schemas"]["InvitedTo"];
            email: string;
            role: string;
            has_account: boolean;
            /** Format: date-time */
            expires_at: string;
        };
        /** OneRun */
        OneRun: {
            run: components["schemas"]["RunView"];
        };
        /** PartView */
        PartView: {
            of: string;
            key: string;
            title: string;
        };
        /** PasswordChange */
        PasswordChange: {
            current: string;
            password: string;
        };
        /** Period */
        Period: {
            from?: string | null;
            to?: string | null;
            /** @default false */
            draft: boolean;
        };
        /** PinPage */
        PinPage: {
            items: components["schemas"]["PinView"][];
            next: string | null;
        };
        /** PinTitle */
        PinTitle: {
            /** @default  */
            title: string;
        };
        /** PinView */
        PinView: {
            /** Format: uuid */
            run: string;
            scenario: string;
            title: string;
            version: number;
            /** Format: date-time */
            ran_at: string;
            /** Format: date-time */
            pinned_at: string;
            /** Format: uuid */
            pinned_by: string;
        };
        /** PlanChange */
        PlanChange: {
            plan: string;
        };
        /** PlanView */
        PlanView: {
            key: string;
            title: {
                [key: string]: string;
            };
            price: components["schemas"]["PriceView"] | null;
            limits: {
                [key: string]: number;
            };
        };
        /** PointView */
        PointView: {
            key: string;
            title: {
                [key: string]: string;
            };
            required: boolean;
            done: boolean;
            by: string | null;
            at: string | null;
        };
        /** Preference */
        Preference: {
            entity: string;
            view: string | null;
        };
        /** PreviewBody */
        PreviewBody: {
            file: string;
            encoding?: string | null;
            delimiter?: string | null;
            sheet?: string | null;
            entity?: string | null;
        };
        /** PreviewView */
        PreviewView: {
            file: components["schemas"]["FileSummary"];
            entity: string | null;
            kind: string;
            encoding: string | null;
            encodings: string[];
            delimiter: string | null;
            delimiters: string[];
            sheet: string | null;
            sheets: string[];
            month_first: boolean;
            preset: string | null;
            columns: components["schemas"]["ColumnView"][];
            targets: components["schemas"]["TargetView"][];
        };
        /** PriceView */
        PriceView: {
            amount: string;
            currency: string;
        };
        /** ProblemView */
        ProblemView: {
            pointer: string;
            code: string;
            message: string;
            suggestion?: string | null;
            start?: number | null;
            end?: number | null;
        };
        /** ProfileChange */
        ProfileChange: {
            name?: string | null;
            locale?: string | null;
        };
        /** ProofPage */
        ProofPage: {
            items: components["schemas"]["ProofView"][];
        };
        /** ProofView */
        ProofView: {
            pin: components["schemas"]["PinView"];
            same: boolean;
            differences: components["schemas"]["DifferenceView"][];
        };
        /** PublishNote */
        PublishNote: {
            /** @default  */
            note: string;
            decisions?: components["schemas"]["DecisionInput"][];
            in_flight?: {
                [key: string]: components["schemas"]["InFlight"];
            };
            accept_pinned?: string[];
        };
        /** PublishedView */
        PublishedView: {
            version: number;
            warnings: components["schemas"]["ProblemView"][];
            jobs?: string[];
        };
        /** PurgedView */
        PurgedView: {
            purged: number;
        };
        /** QueueView */
        QueueView: {
            waiting: number;
            maximum: number | null;
            full: boolean;
        };
        /** Read */
        Read: {
            ids?: string[] | null;
            /** @default false */
            all: boolean;
        };
        /** ReadCount */
        ReadCount: {
            read: number;
        };
        /** RecordChange */
        RecordChange: {
            values?: {
                [key: string]: unknown;
            };
            responsible?: string | null;
            team?: string | null;
        };
        /** RecordChangeView */
        RecordChangeView: {
            /** Format: date-time */
            at: string;
            version: number;
            kind: string;
            cause: {
                [key: string]: unknown;
            };
            changes: {
                [key: string]: unknown;
            };
        };
        /** RecordPage */
        RecordPage: {
            items: components["schemas"]["RecordView"][];
            next: string | null;
            count?: number;
        };
        /** RecordView */
        RecordView: {
            /** Format: uuid */
            id: string;
            number: number;
            entity: string;
            values: {
                [key: string]: unknown;
            };
            funnel: string | null;
            stage: string | null;
            stage_since: string | null;
            responsible: string | null;
            team: string | null;
            version: number;
            /** Format: date-time */
            created_at: string;
            created_by: string | null;
            /** Format: date-time */
            updated_at: string;
            updated_by: string | null;
            not_shown?: string[];
            expanded?: {
                [key: string]: unknown;
            };
            warnings?: {
                [key: string]: unknown;
            }[];
        };
        /** RefusalView */
        RefusalView: {
            /** Format: uuid */
            id: string;
            code: string;
        };
        /** RelatedRun */
        RelatedRun: {
            /** Format: uuid */
            id: string;
            scenario: string;
            status: string;
            step?: string | null;
            /** @default false */
            called: boolean;
            entity?: string | null;
            record?: string | null;
        };
        /** ReportView */
        ReportView: {
            errors: components["schemas"]["ProblemView"][];
            warnings: components["schemas"]["ProblemView"][];
        };
        /** RestoredView */
        RestoredView: {
            restored: string[];
            refused: components["schemas"]["RefusalView"][];
        };
        /** Retry */
        Retry: {
            /**
             * @default failed
             * @enum {string}
             */
            from: "failed" | "start";
        };
        /** RevaluedCard */
        RevaluedCard: {
            /** Format: uuid */
            id: string;
            number: number;
            name: unknown;
            from: unknown;
            to: unknown;
        };
        /** RoleChange */
        RoleChange: {
            role: string;
        };
        /** RowChange */
        RowChange: {
            values?: {
                [key: string]: unknown;
            };
            responsible?: string | null;
            team?: string | null;
            id: string;
            version?: number | null;
        };
        /** RunPage */
        RunPage: {
            items: components["schemas"]["RunView"][];
            next: string | null;
        };
        /** RunView */
        RunView: {
            /** Format: uuid */
            id: string;
            scenario: string;
            version: number;
            status: string;
            trigger: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            started_at?: string | null;
            finished_at?: string | null;
            due_at?: string | null;
            result?: unknown;
            error?: unknown;
            condition?: unknown;
            steps?: components["schemas"]["StepView"][];
            caused_by?: unknown;
            undone_by?: string | null;
            led_to_by?: components["schemas"]["RelatedRun"][];
            set_off?: components["schemas"]["RelatedRun"][];
            changed?: components["schemas"]["ChangedRecord"][];
            record_seen?: boolean | null;
        };
        /** SavedView */
        SavedView: {
            id: string | null;
            key: string;
            title: {
                [key: string]: string;
            };
            /** @enum {string} */
            source: "solution" | "saved";
            entity: string;
            /** @enum {string} */
            kind: "table" | "board" | "calendar" | "list";
            funnel: string | null;
            columns: string[];
            widths: {
                [key: string]: number;
            };
            pinned: number;
            filter: string | null;
            sort: string | null;
            group: string | null;
            totals: {
                [key: string]: "sum" | "average" | "min" | "max" | "count";
            };
            date: string | null;
            shared: boolean;
            roles: string[];
            mine: boolean;
            can_edit: boolean;
            preferred: boolean;
            version: number;
            updated_at: string | null;
        };
        /** ScenarioFigures */
        ScenarioFigures: {
            key: string;
            title: {
                [key: string]: string;
            };
            on: string;
            entity: string | null;
            enabled: boolean;
            bulk: boolean;
            goal: string | null;
            owner: string | null;
            answering: string[];
            runs: number;
            done: number;
            failed: number;
            saves_minutes: number | null;
            saved_minutes: number;
            last_run_at: string | null;
            unused_days: number | null;
        };
        /** ScenarioReport */
        ScenarioReport: {
            days: number;
            items: components["schemas"]["ScenarioFigures"][];
        };
        /** ScenarioView */
        ScenarioView: {
            key: string;
            title: {
                [key: string]: string;
            };
            enabled: boolean;
            version: number;
            trigger: {
                [key: string]: unknown;
            };
            run_as: string;
            goal: string | null;
            hook: components["schemas"]["HookView"] | null;
            counts: {
                [key: string]: number;
            };
        };
        /** SearchView */
        SearchView: {
            items: components["schemas"]["HitView"][];
            similar: boolean;
        };
        /** Selection */
        Selection: {
            ids?: string[] | null;
            filter?: string | null;
            input?: unknown;
        };
        /** SignIn */
        SignIn: {
            email: string;
            password: string;
            code?: string | null;
        };
        /** SignUp */
        SignUp: {
            email: string;
            password: string;
            name: string;
            workspace: components["schemas"]["NewWorkspace"];
            locale?: string | null;
        };
        /** SignedUp */
        SignedUp: {
            user: components["schemas"]["User"];
            workspace: components["schemas"]["WorkspaceView"];
        };
        /** SpentView */
        SpentView: {
            funnel: string;
            stage: string;
            visits: number;
            seconds: number;
        };
        /** StageMove */
        StageMove: {
            stage: string;
            funnel?: string | null;
            values?: {
                [key: string]: unknown;
            };
        };
        /** StageOf */
        StageOf: {
            stage: string;
            funnel?: string | null;
        };
        /** StageTimes */
        StageTimes: {
            key: string;
            visits: number;
            average: number | null;
            median: number | null;
            longest: number | null;
        };
        /** StandingView */
        StandingView: {
            version: number;
            step: string | null;
            title: {
                [key: string]: string;
            };
            does: string;
            runs: number;
            stays: boolean;
        };
        /** Start */
        Start: {
            record?: string | null;
            input?: unknown;
        };
        /** StartedRun */
        StartedRun: {
            run: components["schemas"]["RunView"];
        };
        /** StartedScenario */
        StartedScenario: {
            key: string;
            title: unknown;
            messages: boolean;
        };
        /** StepView */
        StepView: {
            key: string;
            status: string;
            attempt: number;
            input?: unknown;
            output?: unknown;
            error?: unknown;
            started_at?: string | null;
            finished_at?: string | null;
            index?: number | null;
            attempts?: components["schemas"]["AttemptView"][];
        };
        /** TargetView */
        TargetView: {
            key: string;
            title: {
                [key: string]: string;
            };
            type: string;
            required: boolean;
            writable: boolean;
            matches: boolean;
        };
        /** TaskChange */
        TaskChange: {
            done: boolean;
        };
        /** TaskPage */
        TaskPage: {
            items: components["schemas"]["TaskView"][];
            next: string | null;
        };
        /** TaskView */
        TaskView: {
            /** Format: uuid */
            id: string;
            title: string;
            entity: string | null;
            record: string | null;
            responsible: string | null;
            due: string | null;
            /** Format: date-time */
            created_at: string;
            done_at: string | null;
            cause: unknown;
            approval?: string | null;
        };
        /** TeamChange */
        TeamChange: {
            title?: string;
            lead?: string | null;
            members?: string[];
        };
        /** TeamItem */
        TeamItem: {
            /** Format: uuid */
            id: string;
            title: string;
            lead: string | null;
            members: string[];
        };
        /** TeamList */
        TeamList: {
            items: components["schemas"]["TeamItem"][];
        };
        /** TenantItem */
        TenantItem: {
            slug: string;
            title: string;
            /** Format: date-time */
            created_at: string;
            plan: string;
            status: string;
            usage: {
                [key: string]: number;
            };
            limits: {
                [key: string]: number;
            };
        };
        /** TenantPage */
        TenantPage: {
            items: components["schemas"]["TenantItem"][];
            next: string | null;
        };
        /** Tick */
        Tick: {
            item: string;
            /** @default true */
            done: boolean;
        };
        /** TimerPage */
        TimerPage: {
            items: components["schemas"]["TimerView"][];
            next: string | null;
        };
        /** TimerView */
        TimerView: {
            id: string;
            /** @enum {string} */
            kind: "date" | "schedule" | "stage" | "wait";
            /** Format: date-time */
            due_at: string;
            scenario: string | null;
            entity?: string | null;
            record?: string | null;
            run?: string | null;
        };
        /** TokenItem */
        TokenItem: {
            /** Format: uuid */
            id: string;
            title: string;
            role: string;
            /** Format: uuid */
            created_by: string;
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
        };
        /** TokenList */
        TokenList: {
            items: components["schemas"]["TokenItem"][];
        };
        /** TokenMade */
        TokenMade: {
            /** Format: uuid */
            id: string;
            title: string;
            role: string;
            /** Format: uuid */
            created_by: string;
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            token: string;
        };
        /** TrashBody */
        TrashBody: {
            entity: string;
            ids: string[];
        };
        /** TrashPage */
        TrashPage: {
            items: components["schemas"]["DiscardedView"][];
            next: string | null;
            counts: {
                [key: string]: number;
            };
        };
        /** Trial */
        Trial: {
            record?: string | null;
            event?: unknown;
            /** @default false */
            draft: boolean;
            until?: string | null;
        };
        /** Tried */
        Tried: {
            ok: boolean;
            status: number | null;
            milliseconds: number;
            message: string | null;
        };
        /** UnderWayPage */
        UnderWayPage: {
            items: components["schemas"]["UnderWayView"][];
        };
        /** UnderWayView */
        UnderWayView: {
            scenario: string;
            change: string;
            runs: number;
            places: components["schemas"]["StandingView"][];
        };
        /** UndoBody */
        UndoBody: {
            version?: number | null;
            /** @default false */
            keep_newer: boolean;
        };
        /** UndoneView */
        UndoneView: {
            record: components["schemas"]["RecordView"] | null;
            conflicts: components["schemas"]["ConflictView"][];
        };
        /** UseView */
        UseView: {
            kind: string;
            key: string;
            title: string;
            inside: string | null;
            pointer: string;
            code: string;
            message: string;
        };
        /** User */
        User: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            locale: string;
            operator: boolean;
        };
        /** VersionPage */
        VersionPage: {
            items: components["schemas"]["VersionView"][];
            next: string | null;
        };
        /** VersionView */
        VersionView: {
            version: number;
            hash: string;
            note: string;
            author: components["schemas"]["AuthorView"];
            /** Format: date-time */
            published_at: string;
            document?: {
                [key: string]: unknown;
            };
        };
        /** ViewChange */
        ViewChange: {
            title?: string;
            kind?: "table" | "board" | "calendar" | "list";
            funnel?: string | null;
            columns?: string[];
            widths?: {
                [key: string]: number;
            };
            pinned?: number;
            filter?: string | null;
            sort?: string | null;
            group?: string | null;
            totals?: {
                [key: string]: "sum" | "average" | "min" | "max" | "count";
            };
            date?: string | null;
            shared?: boolean;
            roles?: string[];
        };
        /** ViewPage */
        ViewPage: {
            items: components["schemas"]["SavedView"][];
            next?: string | null;
        };
        /** VisitView */
        VisitView: {
            funnel: string;
            stage: string;
            /** Format: date-time */
            entered_at: string;
            left_at: string | null;
            seconds: number;
            cause: {
                [key: string]: unknown;
            };
        };
        /** VoteView */
        VoteView: {
            /** Format: uuid */
            person: string;
            decision: string;
            comment: string | null;
            /** Format: date-time */
            at: string;
        };
        /** WayBack */
        WayBack: {
            decisions?: components["schemas"]["DecisionInput"][];
            in_flight?: {
                [key: string]: components["schemas"]["InFlight"];
            };
        };
        /** WayView */
        WayView: {
            items: components["schemas"]["VisitView"][];
            stages: components["schemas"]["SpentView"][];
        };
        /** Why */
        Why: {
            /** Format: uuid */
            record: string;
            at?: string | null;
        };
        /** WhyView */
        WhyView: {
            value: unknown;
            at: string | null;
            cause: {
                [key: string]: unknown;
            } | null;
        };
        /** WorkTimeItem */
        WorkTimeItem: {
            /** Format: uuid */
            person: string;
            hours: {
                [key: string]: string;
            } | null;
            absences: components["schemas"]["AbsenceItem"][];
        };
        /** WorkTimeList */
        WorkTimeList: {
            items: components["schemas"]["WorkTimeItem"][];
        };
        /** WorkspaceChange */
        WorkspaceChange: {
            title?: string | null;
            locale?: string | null;
            timezone?: string | null;
            currency?: string | null;
        };
        /** WorkspaceItem */
        WorkspaceItem: {
            slug: string;
            title: string;
            role: string;
        };
        /** WorkspaceView */
        WorkspaceView: {
            /** Format: uuid */
            id: string;
            slug: string;
            title: string;
            locale: string;
            timezone: string;
            currency: string;
        };
        /**
         * Problem
         * @description What went wrong, by RFC 9457, with a lasting code; where the input is at fault, each fault at its place.
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            request_id: string;
            errors: components["schemas"]["ProblemView"][];
        };
    };
    responses: {
        /** @description The body is not JSON */
        Refused400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Signed out */
        Refused401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A limit of the plan is reached */
        Refused402: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A right is missing, or the CSRF token */
        Refused403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing here under this name, or nothing of yours */
        Refused404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It conflicts with what is there, or the Idempotency-Key was used for another request */
        Refused409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The version is not the current one */
        Refused412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        Refused413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The input is at fault; the errors say where */
        Refused422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests at once */
        Refused429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description A write repeated under the same key happens once and is answered alike. */
        IdempotencyKey: string;
        /** @description The record's version, in quotes: the change is refused where it is no longer the current one. */
        IfMatch: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Refused401"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUp"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkspaceChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                person_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                person_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberItem"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    invitations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationMade"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                invitation_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferView"];
                };
            };
            401: components["responses"]["Refused401"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    removeTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                team_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                team_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamItem"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    teams: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamItem"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    addAbsence: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                person_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAbsence"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AbsenceItem"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    setWorkTime: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                person_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoursChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkTimeItem"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    workTimes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkTimeList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    removeAbsence: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                person_id: string;
                absence_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    tokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMade"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                token_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    removeConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    connections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionTrial"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    checkDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    checkFormula: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormulaPlace"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormulaView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    discardDraft: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    draftState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftStateView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    publish: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishNote"] | null;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    saveDraft: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    restoreVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                number: number;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WayBack"] | null;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getSolution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    versions: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    compareDocuments: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Documents"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    diffDraft: {
        parameters: {
            query?: {
                version?: number | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    diffVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                first: number;
                second: number;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    mapScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    runsUnderWay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnderWayPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listPins: {
        parameters: {
            query?: {
                scenario?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    pinRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinTitle"] | null;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    unpinRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    replayPins: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofPage"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    draftImpact: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImpactQuestion"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImpactView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    catalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    solutionSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    aggregateRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AggregateBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupsView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    batchRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchBody"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    record: {
        parameters: {
            query?: {
                expand?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    deleteRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The record's version, in quotes: the change is refused where it is no longer the current one. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The record's version, in quotes: the change is refused where it is no longer the current one. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    recordHistory: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    records: {
        parameters: {
            query?: {
                filter?: string | null;
                sort?: string | null;
                limit?: number;
                after?: string | null;
                expand?: string | null;
                count?: boolean;
                skip?: number;
            };
            header?: never;
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRecord"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    linkedRecords: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                record_id: string;
                field: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    moveRecord: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The record's version, in quotes: the change is refused where it is no longer the current one. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageMove"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    whyValue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity: string;
                record_id: string;
                field: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    search: {
        parameters: {
            query?: {
                q?: string;
                entity?: string | null;
                limit?: number;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    previewAmounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmountPreview"];
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    funnelSummary: {
        parameters: {
            query?: {
                filter?: string | null;
            };
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelSummary"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    funnelTimes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelTimes"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    recordChecklist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecklistView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    tickChecklist: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tick"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecklistView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    unattendedRecords: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    recordStages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WayView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stream Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                file_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    filePreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stream Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": unknown;
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    previewImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    import: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportBody"];
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    export: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportBody"];
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                view_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeView: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                view_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listViews: {
        parameters: {
            query?: {
                entity?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createView: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    preferView: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preference"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    deleteComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                comment_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                comment_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listComments: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createComment: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewComment"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    deleteActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                activity_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                activity_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listActivities: {
        parameters: {
            query?: {
                planned?: boolean | null;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createActivity: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewActivity"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    backtestScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Period"] | null;
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    runScenarioOnMany: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Selection"];
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    dryRunScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Trial"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listScenarios: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioReport"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    runScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Start"] | null;
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRun"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    whyScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Why"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    hookSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookSample"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listenForSample: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookSample"];
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    tryCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeTrial"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeTried"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    automationOfRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Automation"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneRun"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                scenario?: string | null;
                status?: string | null;
                record?: string | null;
                since?: string | null;
                until?: string | null;
                failure?: string | null;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    retryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retry"] | null;
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneRun"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    undoRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                run_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    runQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listFailures: {
        parameters: {
            query?: {
                scenario?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailureList"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    mendFailure: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                failure_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    rerunFailed: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                failure_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Again"] | null;
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    endJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    undoJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    bulkEdit: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkPreview"] | components["schemas"]["JobStarted"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    duplicates: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    mergeRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    undoEdit: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                entity: string;
                record_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoBody"] | null;
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoneView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listTrash: {
        parameters: {
            query?: {
                entity?: string | null;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    purgeRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrashBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurgedView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    restoreRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrashBody"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoredView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    changeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                task_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                done?: boolean | null;
                record?: string | null;
                responsible?: string | null;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTask"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listTimers: {
        parameters: {
            query?: {
                scenario?: string | null;
                record?: string | null;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimerPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    runTimer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                timer: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    skipTimer: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                timer: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | null;
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    getApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                approval_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    decideApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                approval_id: string;
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decided"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalView"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                status?: string | null;
                record?: string | null;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                unread?: boolean;
                limit?: number;
                after?: string | null;
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Read"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadCount"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    stream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stream Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    callHook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    reportEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvent"];
            };
        };
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTaken"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    checkout: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckoutStart"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Elsewhere"];
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    billingPortal: {
        parameters: {
            query?: never;
            header?: {
                /** @description A write repeated under the same key happens once and is answered alike. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Elsewhere"];
                };
            };
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    billing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillingView"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    grantPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            400: components["responses"]["Refused400"];
            401: components["responses"]["Refused401"];
            402: components["responses"]["Refused402"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            412: components["responses"]["Refused412"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    tenants: {
        parameters: {
            query?: {
                limit?: number;
                after?: string | null;
                search?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            401: components["responses"]["Refused401"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
}
