// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";
import { DepositStore } from "../stores/DepositStore.sol";

/// @notice Depositors, keepers, stakers and strangers, in any order. Actions are bounded so that they must succeed, and
/// attempts that must fail are made and checked to fail: `fail_on_revert` holds for the whole suite.
contract DepositHandler is DepositFixture, DepositStore {
    uint256 private constant STAKERS = 5;
    uint256 private constant MAX_OPEN_BLOCKS = 250;
    address[] private _people;

    constructor() {
        setUp();
        for (uint256 i; i < STAKERS; ++i) {
            addStaker(uint64((i + 1) * 3 * BTC));
        }
        registrationWei = STAKERS * system.registry.registrationBond();
        _people.push(alice);
        _people.push(bob);
        _people.push(makeAddr("carol"));
        vm.deal(_people[2], 1e6 ether);
    }

    // --- depositors ---

    function requestDeposit(uint256 who, uint256 amount, bool forSomebodyElse) external {
        _refreshPrice();
        _keepRelayFresh();
        uint64 most = system.selector.available();
        if (most < 10_000) return;
        uint64 sats = uint64(bound(amount, 10_000, most));
        address requester = _people[who % _people.length];
        address recipient = forSomebodyElse ? _people[(who % _people.length + 1) % _people.length] : requester;
        uint256 bond = system.bridge.quoteDeposit(sats).bondWei;
        uint256 expected = system.requestIds.last() + 1;
        vm.prank(requester);
        uint256 reqId = system.bridge.requestDeposit{ value: bond }(sats, recipient, REFUND_KEY, false);
        if (reqId != expected) _violate("R8: an id was skipped or reused");
        ids.push(reqId);
        Ghost storage ghost = ghosts[reqId];
        (ghost.sats, ghost.requester, ghost.recipient) = (sats, requester, recipient);
        _move(reqId, DepositState.Requested);
        heldSats += sats;
        bondLiabilityWei += bond;
    }

    function claimBond(uint256 pick) external {
        (uint256 reqId, bool found) = _pick(pick, DepositState.Minted);
        if (!found) return;
        uint256 bond = system.bridge.depositOf(reqId).bondWei;
        if (bond == 0) return;
        uint256 before = ghosts[reqId].requester.balance;
        uint256[] memory one = new uint256[](1);
        one[0] = reqId;
        system.bridge.claimBonds(one);
        if (ghosts[reqId].requester.balance != before + bond) _violate("a bond went astray");
        bondLiabilityWei -= bond;
    }

    function claimBalance(uint256 pick) external {
        address who = pick % 2 == 0 ? feeRecipient : stakers[pick % stakers.length];
        uint256 amount = system.bridge.balanceOf(who);
        if (amount == 0) return;
        vm.prank(who);
        system.bridge.claimBalance();
        bondLiabilityWei -= amount;
    }

    // --- keepers ---

    function resolveNext(bool tooLate) external {
        uint256 reqId = system.selector.nextDraw();
        if (reqId == 0) return;
        _refreshPrice();
        uint256 drawBlock = system.selector.drawBlockOf(reqId);
        uint256 wanted = drawBlock + (tooLate ? MAX_OPEN_BLOCKS + 9 : 3);
        if (vm.getBlockNumber() < wanted) vm.roll(wanted);
        system.bridge.resolveDeposit(reqId);
        DepositState state = stateOf(reqId);
        // Too late: committed again, never resolved with a seed that could have been chosen.
        if (state == DepositState.Requested) {
            if (system.selector.drawBlockOf(reqId) != vm.getBlockNumber()) _violate("R29: a draw was lost");
            return;
        }
        _assigned(reqId, state);
    }

    function _assigned(uint256 reqId, DepositState state) private {
        _move(reqId, state);
        Ghost storage ghost = ghosts[reqId];
        heldSats -= ghost.sats;
        if (state == DepositState.Cancelled) return;
        DepositView memory deposit = system.bridge.depositOf(reqId);
        ghost.staker = deposit.staker;
        ghost.scriptHash = keccak256(deposit.script);
        if (requestOfScript[ghost.scriptHash] != 0) _violate("R10: a script serves two shares");
        requestOfScript[ghost.scriptHash] = reqId;
        openOf[deposit.staker] += ghost.sats;
        // R2 is about the moment of reserving: prices may fall later.
        StakerView memory staker = system.registry.stakerOf(deposit.staker);
        if (staker.issued + staker.toBeIssued > system.registry.collateralCapacity(deposit.staker)) {
            _violate("R2: reserved beyond capacity");
        }
    }

    /// @notice Pays a share: exactly, more, or less. Confirmed at once; the proof is kept for later.
    function payShare(uint256 pick, uint256 kind, uint256 extra) external {
        (uint256 reqId, bool found) = _pick(pick, kind % 4 == 3 ? DepositState.Expired : DepositState.Assigned);
        if (!found || ghosts[reqId].hasProof) return;
        Ghost storage ghost = ghosts[reqId];
        uint64 sats = ghost.sats;
        if (kind % 4 == 1) sats += uint64(bound(extra, 1, BTC));
        if (kind % 4 == 2) sats -= uint64(bound(extra, 1, sats - 1));
        (ghost.paid, ghost.hasProof) = (sats, true);
        ghost.proof = pay(reqId, sats, system.bridge.confirmationsFor(sats))[0];
    }

    function execute(uint256 pick) external {
        (uint256 reqId, bool found) = _pickPaid(pick);
        if (!found) return;
        _refreshPrice();
        _keepRelayFresh();
        Ghost storage ghost = ghosts[reqId];
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = ghost.proof;
        uint256 before = system.qpBTC.totalSupply();
        bool wasAssigned = ghost.state == DepositState.Assigned;
        uint64 free = system.registry.freeCapacity(ghost.staker);
        uint64 beyond = wasAssigned ? (ghost.paid > ghost.sats ? ghost.paid - ghost.sats : 0) : ghost.paid;
        (bool ok, bytes memory data) = _tryExecute(reqId, proofs);
        if (stateOf(reqId) == DepositState.Refundable) return;
        bool should = ghost.paid >= ghost.sats && beyond <= free;
        if (ok != should) _violate(ok ? "R4: minted without right" : _reason("a rightful mint was refused", data));
        if (!ok) return;
        _move(reqId, DepositState.Minted);
        _counted(reqId, wasAssigned, before);
        _mustNotRepeat(reqId, proofs);
    }

    function _counted(uint256 reqId, bool wasAssigned, uint256 supplyBefore) private {
        Ghost storage ghost = ghosts[reqId];
        uint256 grown = system.qpBTC.totalSupply() - supplyBefore;
        if (grown != ghost.paid) _violate("R4: minted is not what was proven");
        mintedSats += grown;
        provenSats += ghost.paid;
        issuedOf[ghost.staker] += ghost.paid;
        if (wasAssigned) openOf[ghost.staker] -= ghost.sats;
        consumedTxids.push(sha256d(ghost.proof.tx));
    }

    /// @dev R5: the same outpoint again, for the same share and for every other open one
    function _mustNotRepeat(uint256 reqId, Proof[] memory proofs) private {
        (bool again,) = _tryExecute(reqId, proofs);
        if (again) _violate("R5: an outpoint was counted twice");
        (uint256 other, bool found) = _pick(reqId, DepositState.Assigned);
        if (!found) return;
        (bool elsewhere,) = _tryExecute(other, proofs);
        if (elsewhere) _violate("R5: an outpoint was counted for another share");
    }

    function expire(uint256 pick, bool bothClocks) external {
        (uint256 reqId, bool found) = _pick(pick, DepositState.Assigned);
        if (!found) return;
        DepositView memory deposit = system.bridge.depositOf(reqId);
        if (deposit.state == DepositState.Refundable) return _expire(reqId, DepositState.Refundable);
        if (vm.getBlockTimestamp() <= deposit.deadlineTime) vm.warp(deposit.deadlineTime + 1);
        uint256 last = deposit.deadlineHeight + system.bridge.EXPIRY_MARGIN_BLOCKS();
        if (minedHeight <= last) {
            (bool early,) = address(system.bridge).call(abi.encodeCall(IEntanglementManager.expireDeposit, (reqId, 0)));
            if (early) _violate("R43: expired on one clock");
            if (!bothClocks) return;
            mineTo(last + 1);
        }
        _expire(reqId, stateOf(reqId) == DepositState.Refundable ? DepositState.Refundable : DepositState.Expired);
    }

    function recordRefundable(uint256 pick) external {
        (uint256 reqId, bool found) = _pick(pick, DepositState.Expired);
        if (!found || stateOf(reqId) != DepositState.Refundable) return;
        system.bridge.expireDeposit(reqId, 0);
        _move(reqId, DepositState.Refundable);
    }

    function _expire(uint256 reqId, DepositState to) private {
        system.bridge.expireDeposit(reqId, 0);
        _move(reqId, to);
        openOf[ghosts[reqId].staker] -= ghosts[reqId].sats;
    }

    /// @notice A whole deposit in one go, so that runs are full of mints and not only of beginnings.
    function journey(uint256 who, uint256 amount, uint256 kind) external {
        uint256 before = ids.length;
        this.requestDeposit(who, bound(amount, 10_000, BTC), kind % 3 == 0);
        if (ids.length == before) return;
        while (ghosts[ids[before]].state == DepositState.Requested) {
            this.resolveNext(false);
        }
        this.payShare(before, kind % 5 == 0 ? 1 : 0, kind);
        this.execute(before);
    }

    // --- stakers ---

    function addCollateral(uint256 who, uint256 sats) external {
        addCollateral(_staker(who), collateralFor(uint64(bound(sats, 10_000, 2 * BTC))));
    }

    function unstake(uint256 who, uint256 amount) external {
        _refreshPrice();
        address staker = _staker(who);
        StakerView memory before = system.registry.stakerOf(staker);
        amount = bound(amount, 1, before.collateral + 1);
        vm.prank(staker);
        (bool ok,) = address(system.registry).call(abi.encodeCall(IStakerRegistry.requestUnstake, (amount)));
        if (!ok) return;
        StakerView memory after_ = system.registry.stakerOf(staker);
        if (after_.issued + after_.toBeIssued > system.registry.collateralCapacity(staker)) {
            _violate("R13: unstaked below what it backs");
        }
    }

    function claimUnstake(uint256 who) external {
        address staker = _staker(who);
        StakerView memory before = system.registry.stakerOf(staker);
        if (before.unstaking == 0) return;
        if (vm.getBlockTimestamp() < before.unstakeTime) vm.warp(before.unstakeTime);
        vm.prank(staker);
        system.registry.claimUnstake();
    }

    function setAcceptLimit(uint256 who, uint64 sats) external {
        address staker = _staker(who);
        vm.prank(staker);
        system.registry.setAcceptLimit(uint64(bound(sats, 0, type(uint56).max)));
    }

    function refreshWeight(uint256 who) external {
        _refreshPrice();
        address staker = _staker(who);
        uint256 oldest = system.selector.nextDraw();
        (bool ok,) = address(system.registry).call(abi.encodeCall(IStakerRegistry.refreshWeight, (staker)));
        if (ok && _seedKnown()) _violate("T9: a weight moved while a seed was known");
        uint256 current = vm.getBlockNumber();
        if (!ok && (oldest == 0 || current > _newestDraw() + 258)) _violate("T9: a weight stood still for no seed");
    }

    function _seedKnown() private view returns (bool) {
        uint256 current = vm.getBlockNumber();
        for (uint256 i; i < ids.length; ++i) {
            uint256 drawn = system.selector.drawBlockOf(ids[i]);
            if (drawn != 0 && current > drawn + 2 && current <= drawn + 258) return true;
        }
        return false;
    }

    function _newestDraw() private view returns (uint256 newest) {
        for (uint256 i; i < ids.length; ++i) {
            uint256 drawn = system.selector.drawBlockOf(ids[i]);
            if (drawn > newest) newest = drawn;
        }
    }

    // --- the world ---

    function movePrice(uint256 percent) external {
        feed.set(int192(PRICE * int192(int256(bound(percent, 60, 150))) / 100), uint64(vm.getBlockTimestamp()));
    }

    function passBlocks(uint256 blocks) external {
        vm.roll(vm.getBlockNumber() + bound(blocks, 1, 400));
    }

    function passTime(uint256 seconds_, uint256 blocks) external {
        skip(bound(seconds_, 1, 12 hours));
        mine(system.relay, bound(blocks, 1, 40));
    }

    // --- what the invariants read ---

    function bridgeBalance() external view returns (uint256) {
        return address(system.bridge).balance;
    }

    function collateralOwed() external view returns (uint256 owed) {
        for (uint256 i; i < stakers.length; ++i) {
            StakerView memory staker = system.registry.stakerOf(stakers[i]);
            owed += staker.collateral + staker.unstaking;
        }
    }

    function modules() external view returns (address bridge, address registry, address selector, address token) {
        return (address(system.bridge), address(system.registry), address(system.selector), address(system.qpBTC));
    }

    function tokens() external view returns (address collateralToken, address ids_) {
        return (address(collateral), address(system.requestIds));
    }

    function stakerAt(uint256 i) external view returns (address) {
        return stakers[i];
    }

    function stakerTotal() external view returns (uint256) {
        return stakers.length;
    }

    // --- inner ---

    function _staker(uint256 who) private view returns (address) {
        return stakers[who % stakers.length];
    }

    function _refreshPrice() private {
        (, int256 answer,,,) = feed.latestRoundData();
        feed.set(int192(answer), uint64(vm.getBlockTimestamp()));
    }

    /// @dev a Bitcoin block now, so that the relay's tip is young enough to mint
    function _keepRelayFresh() private {
        mine(system.relay, 1);
    }

    function _tryExecute(uint256 reqId, Proof[] memory proofs) private returns (bool ok, bytes memory data) {
        return address(system.bridge).call(abi.encodeCall(IEntanglementManager.executeDeposit, (reqId, 0, proofs)));
    }

    function _pick(uint256 pick, DepositState state) private view returns (uint256 reqId, bool found) {
        uint256 length = ids.length;
        for (uint256 i; i < length; ++i) {
            reqId = ids[addmod(pick, i, length)];
            if (ghosts[reqId].state == state) return (reqId, true);
        }
        return (0, false);
    }

    function _pickPaid(uint256 pick) private view returns (uint256 reqId, bool found) {
        uint256 length = ids.length;
        for (uint256 i; i < length; ++i) {
            reqId = ids[addmod(pick, i, length)];
            DepositState state = ghosts[reqId].state;
            bool open = state == DepositState.Assigned || state == DepositState.Expired;
            if (open && ghosts[reqId].hasProof) return (reqId, true);
        }
        return (0, false);
    }

    function _reason(string memory what, bytes memory data) private pure returns (string memory) {
        return string.concat(what, ": ", vm.toString(data));
    }
}
