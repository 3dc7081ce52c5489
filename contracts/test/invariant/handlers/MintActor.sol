// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { DepositActor } from "./DepositActor.sol";

/// @notice Those who pay and prove: whole, in parts, too much, too late, again; and what is drained, swept and taken back.
abstract contract MintActor is DepositActor {
    /// @notice Pays a share: what is missing, more, or less. Confirmed at once; the proof is kept for later.
    function payShare(uint256 pick, uint256 kind, uint256 extra) public {
        DepositState state = [
            DepositState.Assigned,
            DepositState.Assigned,
            DepositState.Expired,
            DepositState.Minted,
            DepositState.Escrowed
        ][kind % 5];
        (uint256 reqId, uint8 share, bool found) = _pick(pick, state);
        if (!found || parts[reqId][share].hasProof) return;
        Part storage part = parts[reqId][share];
        uint64 missing = part.paid < part.sats ? part.sats - part.paid : uint64(bound(extra, 1, BTC));
        if (kind % 7 == 1) missing += uint64(bound(extra, 1, BTC));
        if (kind % 7 == 2 && missing > 1) missing = uint64(bound(extra, 1, missing - 1));
        uint64 sum = part.paid + missing;
        uint256 confirmations = system.minter.confirmationsFor(sum > part.sats ? sum : part.sats);
        part.proof = payShare(reqId, share, missing, confirmations)[0];
        (part.proofSats, part.hasProof) = (missing, true);
    }

    function execute(uint256 pick) public {
        (uint256 reqId, uint8 share, bool found) = _pickProof(pick);
        if (!found) return;
        _refresh();
        Part storage part = parts[reqId][share];
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = part.proof;
        bytes memory data = abi.encodeCall(IDepositMinter.executeDeposit, (reqId, share, proofs));
        (bool ok, bytes memory reason) = address(system.minter).call(data);
        bool near = minedHeight + 1008 > viewOf(reqId, share).refundHeight;
        if (!ok) {
            if (!near) _violate(string.concat("R47: a rightful proof was refused: ", vm.toString(reason)));
            return;
        }
        if (near && !viewOf(reqId, share).swept) _violate("counted when the refund window nears");
        _counted(reqId, share);
        // R5: the same outpoint again, for the same share and for another
        (bool again,) = address(system.minter).call(data);
        if (again) _violate("R5: an outpoint was counted twice");
        (uint256 other, uint8 otherShare, bool any) = _pick(reqId, DepositState.Assigned);
        if (!any || (other == reqId && otherShare == share)) return;
        (bool elsewhere,) =
            address(system.minter).call(abi.encodeCall(IDepositMinter.executeDeposit, (other, otherShare, proofs)));
        if (elsewhere) _violate("R5: an outpoint was counted for another share");
    }

    function finalisePartial(uint256 pick, bool late) external {
        (uint256 reqId, uint8 share, bool found) =
            _pickPartly(pick, late ? DepositState.Expired : DepositState.Assigned);
        if (!found) (reqId, share, found) = _payAPart(pick);
        if (!found) return;
        _refresh();
        if (viewOf(reqId, share).state == DepositState.Refundable) return;
        vm.prank(ghosts[reqId].requester);
        system.minter.finalisePartial(reqId, share);
        _sync(reqId, share);
    }

    function _payAPart(uint256 pick) private returns (uint256 reqId, uint8 share, bool found) {
        (reqId, share, found) = _pick(pick, DepositState.Assigned);
        if (!found || parts[reqId][share].hasProof) return (0, 0, false);
        DepositView memory seen = viewOf(reqId, share);
        if (seen.paidSats != 0 || seen.refundHeight < minedHeight + 1008 + 30) return (0, 0, false);
        Part storage part = parts[reqId][share];
        part.proofSats = uint64(bound(pick, 1, part.sats - 1));
        _refresh();
        Proof[] memory proofs = payShare(reqId, share, part.proofSats, system.minter.confirmationsFor(part.sats));
        part.proof = proofs[0];
        system.minter.executeDeposit(reqId, share, proofs);
        _counted(reqId, share);
    }

    function drainEscrow(uint256 pick) public {
        _refresh();
        address staker = pick % 2 == 0 ? address(0) : stakers[pick % stakers.length];
        (bool ok,) = address(system.minter).call(abi.encodeCall(IDepositMinter.drainEscrow, (staker)));
        if (ok) _syncEscrow();
    }

    function voidEscrow(uint256 pick) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, DepositState.Escrowed);
        if (!found) return;
        bool should = viewOf(reqId, share).state == DepositState.Refundable;
        (bool ok,) = address(system.minter).call(abi.encodeCall(IDepositMinter.voidEscrow, (reqId, share)));
        if (ok && !should && parts[reqId][share].minted == 0) _violate("given up while it could be minted");
        if (ok) _sync(reqId, share);
    }

    /// @notice A staker takes the coin that was counted last, before or after it was minted.
    function sweepShare(uint256 pick, uint256 kind) external {
        DepositState state =
            [DepositState.Assigned, DepositState.Escrowed, DepositState.Minted, DepositState.Refundable][kind % 4];
        (uint256 reqId, uint8 share, bool found) = _pick(pick, state);
        if (!found || parts[reqId][share].funding.length == 0) return;
        bytes memory funding = parts[reqId][share].funding;
        delete parts[reqId][share].funding;
        if (minedHeight + 30 > viewOf(reqId, share).refundHeight) return;
        _refresh();
        uint64 most =
            parts[reqId][share].sats > parts[reqId][share].paid ? parts[reqId][share].sats : parts[reqId][share].paid;
        Proof memory spend = sweep(funding, 0, system.minter.confirmationsFor(most));
        system.minter.proveSweep(reqId, share, funding, 0, spend);
        _sync(reqId, share);
    }

    function forfeitRegistration(uint256 pick) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, DepositState.Escrowed);
        if (!found) return;
        address staker = parts[reqId][share].staker;
        uint256 bond = system.registry.stakerOf(staker).registrationBondWei;
        (bool ok,) = address(system.minter).call(abi.encodeCall(IDepositMinter.forfeitRegistration, (reqId, share)));
        if (!ok) return;
        if (!system.registry.stakerOf(staker).held) _violate("R15: forfeited by a staker that is not held");
        registrationWei -= bond;
    }

    /// @notice A payment is counted, its block is taken back, and it is proven again or owed.
    function reorganise(uint256 pick, bool again) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, DepositState.Minted);
        if (!found || parts[reqId][share].hasProof) return;
        uint64 sats = uint64(bound(pick, 1, BTC / 100));
        _refresh();
        if (viewOf(reqId, share).refundHeight < minedHeight + 1008 + 40) return;
        uint256 fork = minedHeight;
        Part storage part = parts[reqId][share];
        uint256 confirmations = system.minter.confirmationsFor(part.paid + sats);
        Proof[] memory proofs = payShare(reqId, share, sats, confirmations);
        system.minter.executeDeposit(reqId, share, proofs);
        (part.proof, part.proofSats) = (proofs[0], sats);
        _counted(reqId, share);
        bytes32 txid = sha256d(proofs[0].tx);
        system.relay.submitBranch(fork, mineBranch(fork, confirmations + 1));
        system.minter.reportReorg(reqId, share, txid, 0);
        if (again) {
            Proof memory proof = mineWith(system.relay, proofs[0].tx, 2, 3);
            mine(system.relay, confirmations - 1);
            system.minter.reproveDeposit(reqId, share, 0, proof);
        } else {
            mine(system.relay, 145);
            system.minter.closeReorg(reqId, share, txid, 0);
            delete part.funding;
        }
        if (system.bridge.openReorgs() != 0) _violate("a report stays open");
        _sync(reqId, share);
    }

    /// @notice Late, and no room at the staker: it waits there, is swept or not, and its staker loses its registration or not.
    function lateWithoutRoom(uint256 pick, uint256 kind) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, DepositState.Assigned);
        (,, bool halted) = system.bridge.haltShift();
        if (!found || halted || parts[reqId][share].hasProof) return;
        if (viewOf(reqId, share).refundHeight < minedHeight + 1008 + 300) return;
        Part storage part = parts[reqId][share];
        uint64 missing = part.sats - part.paid;
        part.proof = payShare(reqId, share, missing, system.minter.confirmationsFor(part.sats))[0];
        part.proofSats = missing;
        _passDeadline(reqId, share);
        (, int256 answer,,,) = feed.latestRoundData();
        feed.set(1, uint64(vm.getBlockTimestamp()));
        mine(system.relay, 1);
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = part.proof;
        system.minter.executeDeposit(reqId, share, proofs);
        _counted(reqId, share);
        if (part.state != DepositState.Escrowed || part.reserved != 0) _violate("minted without room");
        if (kind % 3 == 0) {
            Proof memory spend = sweep(part.funding, 0, system.minter.confirmationsFor(part.paid));
            system.minter.proveSweep(reqId, share, part.funding, 0, spend);
            delete part.funding;
            _sync(reqId, share);
        }
        if (kind % 6 == 0) {
            skip(1 days);
            this.forfeitRegistration(pick);
        }
        // Seldom, because it takes thousands of blocks.
        if (kind % 16 == 1) {
            mineTo(viewOf(reqId, share).refundHeight - 1007);
            this.voidEscrow(pick);
        }
        feed.set(int192(answer), uint64(vm.getBlockTimestamp()));
    }

    function _passDeadline(uint256 reqId, uint8 share) internal {
        uint256 time = viewOf(reqId, share).deadlineTime;
        if (vm.getBlockTimestamp() <= time) vm.warp(time + 1);
        mineTo(viewOf(reqId, share).deadlineHeight + 37);
        system.bridge.expireDeposit(reqId, share);
        _sync(reqId, share);
    }

    /// @notice Everything is taken and a request waits; then it is free again, is offered, and taken or not.
    function waitForCapacity(uint256 who, uint256 amount, uint256 kind) external {
        (,, bool halted) = system.bridge.haltShift();
        if (halted || system.selector.nextDraw() != 0) return;
        uint256 all = ids.length;
        requestDeposit(who, type(uint64).max, false);
        uint256 last = ids.length;
        if (last == all) return;
        uint64 most = system.selector.available();
        requestDeposit(who / 2, most + 10_000 + amount % BTC, true);
        resolveNext(false);
        if (ids.length == last || parts[ids[all]][0].state != DepositState.Assigned) return;
        uint256 reqId = ids[last];
        if (parts[reqId][0].state != DepositState.Queued) return;
        for (uint8 share; share < ghosts[ids[all]].shares; ++share) {
            _passDeadline(ids[all], share);
        }
        this.drainDeposits();
        if (kind % 4 == 0) this.leaveQueue(last, true);
        else this.acceptDeposit(last, kind % 4 == 1);
    }

    function _counted(uint256 reqId, uint8 share) internal {
        Part storage part = parts[reqId][share];
        (part.paid, part.hasProof, part.funding) = (part.paid + part.proofSats, false, part.proof.tx);
        provenSats += part.proofSats;
        consumedTxids.push(sha256d(part.proof.tx));
        _sync(reqId, share);
    }

    function _syncEscrow() internal {
        for (uint256 i; i < ids.length; ++i) {
            for (uint8 share; share < ghosts[ids[i]].shares; ++share) {
                if (parts[ids[i]][share].waits != 0) _sync(ids[i], share);
            }
        }
    }

    function _pickPartly(uint256 pick, DepositState state)
        private
        view
        returns (uint256 reqId, uint8 share, bool found)
    {
        for (uint256 i; i < ids.length; ++i) {
            reqId = ids[addmod(pick, i, ids.length)];
            for (share = 0; share < ghosts[reqId].shares; ++share) {
                if (parts[reqId][share].state == state && parts[reqId][share].paid != 0) return (reqId, share, true);
            }
        }
        return (0, 0, false);
    }

    function _pickProof(uint256 pick) private view returns (uint256 reqId, uint8 share, bool found) {
        uint256 length = ids.length;
        for (uint256 i; i < length; ++i) {
            reqId = ids[addmod(pick, i, length)];
            for (share = 0; share < ghosts[reqId].shares; ++share) {
                Part storage part = parts[reqId][share];
                if (part.hasProof && part.state != DepositState.Refundable) return (reqId, share, true);
            }
        }
        return (0, 0, false);
    }
}
