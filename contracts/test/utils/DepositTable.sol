// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { BlockProof, BlockTx, Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../src/types/BridgeTypes.sol";
import { ShareFixture } from "./ShareFixture.sol";

/// @notice Every call that moves a deposit, tried from whatever state a test has reached; and the ways to the states that are far.
abstract contract DepositTable is ShareFixture {
    enum Call {
        Resolve,
        Accept,
        CancelQueued,
        Lapse,
        Execute,
        FinalisePartial,
        Expire,
        VoidEscrow,
        DrainEscrow,
        ClaimBonds,
        Settle,
        ForfeitRegistration,
        ExecuteBatch,
        ProveSweep,
        ReportReorg,
        ReproveDeposit,
        CloseReorg,
        DrainDeposits,
        DrainLimit
    }

    uint256 private constant CALLS = 19;
    uint256 internal _reqId;
    Proof[] internal _proofs;
    /// @dev the spend of the payment that is kept, which only the staker can have mined
    Proof internal _spend;

    function setUp() public virtual override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    // --- the table ---

    /// @dev Tries every call from this state, by whoever may make it; what goes through is undone.
    function _check(DepositState state, Call[] memory allowed) internal {
        assertEq(uint256(_state()), uint256(state), "the state that is tried");
        for (uint256 i; i < CALLS; ++i) {
            uint256 snapshot = vm.snapshotState();
            bool expected;
            for (uint256 k; k < allowed.length; ++k) {
                if (uint256(allowed[k]) == i) expected = true;
                // A batch of one is the same; what a staker took can be proven in every state that has one.
                if (i == uint256(Call.ExecuteBatch) && allowed[k] == Call.Execute) expected = true;
            }
            if (i == uint256(Call.ProveSweep)) expected = _spend.header.length != 0;
            string memory name = string.concat("call ", vm.toString(i), " in state ", vm.toString(uint256(state)));
            assertEq(_try(Call(i)), expected, name);
            if (!expected) assertEq(uint256(_state()), uint256(state), string.concat(name, " changed the state"));
            vm.revertToState(snapshot);
        }
    }

    function _try(Call c) private returns (bool ok) {
        (address target, bytes memory data) = _call(c);
        uint256 value = c == Call.Accept ? 1 ether : 0;
        vm.prank(c == Call.CancelQueued || c == Call.Accept || c == Call.FinalisePartial ? alice : bob);
        (ok,) = target.call{ value: value }(data);
    }

    function _call(Call c) internal view returns (address target, bytes memory data) {
        target = address(system.bridge);
        if (c == Call.Resolve) return (target, abi.encodeCall(IEntanglementManager.resolveDeposit, (_reqId)));
        if (c == Call.Accept) return (target, abi.encodeCall(IEntanglementManager.acceptDeposit, (_reqId)));
        if (c == Call.CancelQueued) return (target, abi.encodeCall(IEntanglementManager.cancelQueued, (_reqId)));
        if (c == Call.Lapse) return (target, abi.encodeCall(IEntanglementManager.lapseDeposit, (_reqId)));
        if (c == Call.Expire) return (target, abi.encodeCall(IEntanglementManager.expireDeposit, (_reqId, 0)));
        if (c == Call.Settle) {
            return (target, abi.encodeCall(IEntanglementManager.settleShare, (_reqId, 0, DepositState.Minted, BTC)));
        }
        if (c == Call.ClaimBonds) {
            uint256[] memory ids = new uint256[](1);
            ids[0] = _reqId;
            return (target, abi.encodeCall(IEntanglementManager.claimBonds, (ids)));
        }
        if (c == Call.DrainDeposits) return (target, abi.encodeCall(IEntanglementManager.drainDeposits, ()));
        target = address(system.minter);
        Proof memory proof;
        if (_proofs.length != 0) proof = _proofs[0];
        bytes32 txid = sha256d(proof.tx);
        if (c == Call.ExecuteBatch) return (target, _batch(proof));
        if (c == Call.ProveSweep) {
            return (target, abi.encodeCall(IDepositMinter.proveSweep, (_reqId, 0, proof.tx, 0, _spend)));
        }
        if (c == Call.ReportReorg) {
            return (target, abi.encodeCall(IDepositMinter.reportReorg, (_reqId, 0, txid, 0)));
        }
        if (c == Call.ReproveDeposit) {
            return (target, abi.encodeCall(IDepositMinter.reproveDeposit, (_reqId, 0, 0, proof)));
        }
        if (c == Call.CloseReorg) return (target, abi.encodeCall(IDepositMinter.closeReorg, (_reqId, 0, txid, 0)));
        if (c == Call.Execute) return (target, abi.encodeCall(IDepositMinter.executeDeposit, (_reqId, 0, _proofs)));
        if (c == Call.FinalisePartial) return (target, abi.encodeCall(IDepositMinter.finalisePartial, (_reqId, 0)));
        if (c == Call.VoidEscrow) return (target, abi.encodeCall(IDepositMinter.voidEscrow, (_reqId, 0)));
        if (c == Call.ForfeitRegistration) {
            return (target, abi.encodeCall(IDepositMinter.forfeitRegistration, (_reqId, 0)));
        }
        // Of its staker, or of all who wait for the mint limit.
        address staker = c == Call.DrainLimit ? address(0) : viewOf(_reqId, 0).staker;
        // Whoever has no staker yet has nothing that waits at one.
        if (c == Call.DrainEscrow && staker == address(0)) staker = stakers[0];
        return (target, abi.encodeCall(IDepositMinter.drainEscrow, (staker)));
    }

    function _batch(Proof memory proof) internal view returns (bytes memory) {
        uint256[] memory ids = new uint256[](1);
        ids[0] = _reqId;
        BlockTx[] memory txs = new BlockTx[](1);
        txs[0] = BlockTx(proof.tx, proof.path, proof.index);
        BlockProof memory block_ = BlockProof(proof.header, proof.height, proof.coinbaseTx, proof.coinbasePath, txs);
        return abi.encodeCall(IDepositMinter.executeDeposits, (ids, new uint8[](1), block_));
    }

    function _state() internal view returns (DepositState) {
        if (viewOf(_reqId, 0).state == DepositState.None) return DepositState.None;
        return recorded(_reqId, 0);
    }

    // --- ways there ---

    function _expire() internal {
        _reqId = assigned(alice, BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
        passDeadline(_reqId);
        system.bridge.expireDeposit(_reqId, 0);
        freshen();
    }

    function _escrow() internal {
        _expire();
        feed.set(PRICE / 10, 0);
        system.minter.executeDeposit(_reqId, 0, _proofs);
    }

    /// @dev proven in time, and what was minted today leaves nothing of the limit
    function _limit() internal {
        setMintLimit(BTC);
        minted(bob, BTC);
        _reqId = assigned(alice, BTC);
        count(_reqId, 0, BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
    }

    /// @dev minted, and paid beyond what its staker has room for
    function _mintAndMore() internal {
        _reqId = minted(alice, BTC);
        count(_reqId, 0, 2 * BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
    }

    function _offer() internal {
        _reqId = queued(alice, 7 * BTC);
        addStaker(2 * BTC);
        system.bridge.drainDeposits();
    }

    function _keep(Proof[] memory proofs) internal {
        delete _proofs;
        _proofs.push(proofs[0]);
        _spend = sweep(proofs[0].tx, 0, 6);
    }

    /// @dev minted, and Bitcoin takes the payment back
    function _reorganise() internal {
        _reqId = assigned(alice, BTC);
        uint256 fork = minedHeight;
        _proofs.push(payShare(_reqId, 0, BTC, 6)[0]);
        system.minter.executeDeposit(_reqId, 0, _proofs);
        system.relay.submitBranch(fork, mineBranch(fork, 7));
    }

    /// @dev reported, and mined again
    function _report() internal {
        _reorganise();
        system.minter.reportReorg(_reqId, 0, sha256d(_proofs[0].tx), 0);
        _proofs[0] = mineWith(system.relay, _proofs[0].tx, 2, 3);
        mine(system.relay, 5);
    }

    function _only(Call one) internal pure returns (Call[] memory list) {
        list = new Call[](1);
        list[0] = one;
    }

    function _two(Call one, Call two) internal pure returns (Call[] memory list) {
        list = new Call[](2);
        (list[0], list[1]) = (one, two);
    }
}
